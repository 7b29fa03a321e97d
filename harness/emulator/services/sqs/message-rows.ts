import type { Partition } from '../../accounts/state.ts';
import { sqsTables } from './state.ts';
import type { MessageRow, QueueRow } from './state.ts';

/** The place of the next message in a queue's order. */
export function nextSequence(partition: Partition, { id }: QueueRow): number {
  const { sequences } = sqsTables(partition);
  const next = (sequences.get(id) ?? 0) + 1;
  sequences.put(id, next);
  return next;
}

export function appendMessage(partition: Partition, { id }: QueueRow, sequence: number, row: MessageRow): void {
  sqsTables(partition).messages.put(`${id}/${String(sequence).padStart(12, '0')}`, row);
}

/** A queue's messages in the order of their arrival. Those that are kept no longer are removed on the way. */
export function* messagesOf(partition: Partition, queue: QueueRow, nowMs: number): Generator<readonly [key: string, row: MessageRow]> {
  const { messages } = sqsTables(partition);
  const oldestMs = nowMs - Number(queue.attributes['MessageRetentionPeriod']) * 1000;
  for (const [key, row] of messages.scan({ prefix: `${queue.id}/` })) {
    if (row.sentAtMs < oldestMs) messages.delete(key);
    else yield [key, row];
  }
}

/** Takes everything away that belongs to a queue's messages. */
export function removeMessages(partition: Partition, { id }: QueueRow): void {
  const { messages } = sqsTables(partition);
  for (const [key] of messages.scan({ prefix: `${id}/` })) messages.delete(key);
}

/** Received and not given back: neither visible nor merely delayed. */
export const isInFlight = (row: MessageRow, nowMs: number): boolean => row.receiveCount > 0 && row.visibleAtMs > nowMs;
