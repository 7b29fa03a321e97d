import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { FoundTable } from '../tables/table-ref.ts';
import { addConsumed, showConsumed } from './capacity.ts';
import type { Consumed } from './capacity.ts';

/** What an operation on several tables took, a table each; undefined where nobody wants to know. */
export function consumedByTable(
  parts: readonly (readonly [FoundTable, Consumed])[],
  mode: string | undefined,
): ConsumedCapacity[] | undefined {
  if (mode === undefined || mode === 'NONE') return undefined;
  const totals = new Map<string, readonly [FoundTable, Consumed]>();
  for (const [found, consumed] of parts) {
    const before = totals.get(found.arn);
    totals.set(found.arn, [found, before === undefined ? consumed : addConsumed(before[1], consumed)]);
  }
  return [...totals.values()].flatMap(([{ table }, consumed]) => showConsumed(table, consumed, mode) ?? []);
}
