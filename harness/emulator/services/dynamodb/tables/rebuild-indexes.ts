import type { Partition } from '../../../accounts/state.ts';
import { indexKeyOf, keyAttributes, largestHashKey, largestSortKey } from '../keys/item-key.ts';
import { indexEntries, items } from '../state.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import { attribute, typeOf } from '../values/value.ts';
import type { Item } from '../values/value.ts';
import { valueSize } from '../values/value-size.ts';

/** Empties the indexes that are gone and fills those that are new. Inside of the transaction that changes the table. */
export function rebuildIndexes(state: Partition, before: TableRow, after: TableRow): void {
  const has = ({ indexes }: TableRow, name: string): boolean => indexes.some((index) => index.name === name);
  for (const gone of before.indexes.filter(({ name }) => !has(after, name))) {
    const entries = indexEntries(state, before, gone);
    for (const [key] of entries.scan()) entries.delete(key);
  }
  const created = after.indexes.filter(({ name }) => !has(before, name));
  if (created.length === 0) return;
  for (const [place, item] of items(state, after).scan()) {
    for (const index of created) {
      const key = fits(index, item) ? indexKeyOf(after, index, item) : undefined;
      if (key !== undefined) indexEntries(state, after, index).put(key, place);
    }
  }
}

/** An item whose attribute has another type than a new index's key, is empty or too long for one stays out of it. */
function fits({ keys }: SecondaryIndex, item: Item): boolean {
  return keyAttributes(keys).every(({ name, type }) => {
    const value = attribute(item, name);
    if (value === undefined || typeOf(value) !== type) return false;
    const size = valueSize(value);
    return size > 0 && size <= (name === keys.hash.name ? largestHashKey : largestSortKey);
  });
}
