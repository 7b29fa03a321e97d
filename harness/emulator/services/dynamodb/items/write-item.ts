import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import type { Condition } from '../expressions/syntax.ts';
import { indexKeyOf, keyOf } from '../keys/item-key.ts';
import { indexEntries, items } from '../state.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import type { Item } from '../values/value.ts';
import { isExpired } from './expiry.ts';

/** A write that was checked as far as it can be without the item. */
export interface PlannedWrite {
  readonly found: FoundTable;
  /** The item's key. */
  readonly key: Item;
  readonly condition?: Condition;
  /** The item afterwards, undefined for none. */
  after(before: Item | undefined): Item | undefined;
}

export interface ItemChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export type WriteOutcome = ({ readonly kind: 'written' } & ItemChange) | { readonly kind: 'refused'; readonly before: Item | undefined };

/** Writes where the condition holds. Inside of a transaction: what it reads and what it writes belong together. */
export function writeItem(write: PlannedWrite, now: Date): WriteOutcome {
  const { found, key, condition } = write;
  const stored = items(found.state, found.table).get(keyOf(found.table.keys, key));
  const before = stored === undefined || isExpired(found.table, stored, now) ? undefined : stored;
  if (condition !== undefined && !evaluateCondition(condition, before ?? {})) return { kind: 'refused', before };
  const after = write.after(before);
  replaceStored(found, key, stored, after);
  return { kind: 'written', before, after };
}

/** Brings the item and its entries in the indexes from what is stored to what is to be. */
function replaceStored({ state, table }: FoundTable, key: Item, stored: Item | undefined, after: Item | undefined): void {
  if (after === stored) return;
  const place = keyOf(table.keys, key);
  if (after === undefined) items(state, table).delete(place);
  else items(state, table).put(place, after);
  for (const index of table.indexes) {
    const [old, current] = [stored, after].map((item) => (item === undefined ? undefined : indexKeyOf(table, index, item)));
    if (old === current) continue;
    if (old !== undefined) indexEntries(state, table, index).delete(old);
    if (current !== undefined) indexEntries(state, table, index).put(current, place);
  }
}

export function readStoredItem({ state, table }: FoundTable, key: Item, now: Date): Item | undefined {
  const stored = items(state, table).get(keyOf(table.keys, key));
  return stored === undefined || isExpired(table, stored, now) ? undefined : stored;
}
