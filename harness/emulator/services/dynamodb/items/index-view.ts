import { keyAttributes } from '../keys/item-key.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import type { Item } from '../values/value.ts';

/** The names that an index holds; undefined where it holds all. */
export function projectedNames(table: TableRow, index: SecondaryIndex): ReadonlySet<string> | undefined {
  const { projection } = index;
  if (projection.kind === 'ALL') return undefined;
  const keys = [...keyAttributes(table.keys), ...keyAttributes(index.keys)].map(({ name }) => name);
  return new Set(projection.kind === 'INCLUDE' ? [...keys, ...projection.attributes] : keys);
}

/** What an index holds of an item. */
export function indexView(item: Item, names: ReadonlySet<string> | undefined): Item {
  return names === undefined ? item : Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
