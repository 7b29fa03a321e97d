import type { Partition } from '../../accounts/state.ts';
import { logsTables, separator, streamKey } from './state.ts';

export interface StoredEvent {
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
  /** As AWS's: unique, and ordered as the events are. 56 digits. */
  readonly id: string;
}

export interface TimeRange {
  /** Inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
}

/** The events of one stream by their time; those of one instant in the order in which they came. */
export function eventsOf(
  partition: Partition,
  group: string,
  stream: string,
  range: TimeRange = {},
  expiredBefore = 0,
): readonly StoredEvent[] {
  const found: StoredEvent[] = [];
  const from = Math.max(range.from ?? 0, expiredBefore);
  let position = 0;
  for (const [, batch] of logsTables(partition).batches.scan({ prefix: `${streamKey(group, stream)}${separator}` })) {
    for (const [timestamp, message] of batch.events) {
      position += 1;
      if (timestamp < from || (range.to !== undefined && timestamp >= range.to)) continue;
      found.push({ stream, timestamp, ingestedAt: batch.ingestedAt, message, id: eventId(timestamp, stream, position) });
    }
  }
  return found.sort(byTime);
}

export function byTime(a: StoredEvent, b: StoredEvent): number {
  if (a.timestamp !== b.timestamp) return a.timestamp - b.timestamp;
  return a.id < b.id ? -1 : 1;
}

function eventId(timestamp: number, stream: string, position: number): string {
  let hash = 0;
  for (let index = 0; index < stream.length; index += 1) hash = (Math.imul(hash, 31) + stream.charCodeAt(index)) >>> 0;
  return `${String(timestamp).padStart(20, '0')}${String(hash).padStart(16, '0')}${String(position).padStart(20, '0')}`;
}

/** Events older than the group keeps are gone, though their rows may still be there. */
export function expiryOf(retentionDays: number | undefined, now: Date): number {
  return retentionDays === undefined ? 0 : now.getTime() - retentionDays * 86_400_000;
}
