import type { EventRow, StackTables } from '../state.ts';

interface EventTarget {
  readonly host: { now(): Date; randomHex(bytes: number): string };
  readonly tables: StackTables;
  readonly stackId: string;
  readonly token?: string;
}

/** Appends to the stack's events; keys count up, so newest-first is a descending scan. */
export function addEvent(target: EventTarget, event: Omit<EventRow, 'eventId' | 'at' | 'token'>): void {
  const { host, tables, stackId, token } = target;
  const prefix = `${stackId}#`;
  const [last] = tables.events.scan({ prefix, descending: true });
  const number = last === undefined ? 1 : Number(last[0].slice(prefix.length)) + 1;
  const at = host.now().toISOString();
  const eventId = event.type === 'AWS::CloudFormation::Stack' ? uuid(host.randomHex(16)) : `${event.logicalId}-${event.status}-${at}`;
  tables.events.put(`${prefix}${String(number).padStart(10, '0')}`, { ...event, eventId, at, ...(token === undefined ? {} : { token }) });
}

/** Thirty-two hex digits as a UUID. */
export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
