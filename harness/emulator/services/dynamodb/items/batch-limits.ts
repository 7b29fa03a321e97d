import { constraint, validation } from '../errors.ts';
import { keyOf } from '../keys/item-key.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import type { Item } from '../values/value.ts';

/** Checks the RequestItems of a batch: at least one table, and for each at least one thing and at most `most`. */
export function checkRequestItems(requests: Readonly<Record<string, readonly unknown[]>>, most: number): void {
  const tables = Object.entries(requests);
  if (tables.length === 0) throw constraint('requestItems', '{}', 'Member must have length greater than or equal to 1');
  const total = tables.reduce((sum, [, each]) => sum + each.length, 0);
  for (const [name, each] of tables) {
    if (each.length === 0) throw constraint(`requestItems.${name}.member`, '[]', 'Member must have length greater than or equal to 1');
  }
  if (total > most) {
    throw constraint(
      'requestItems',
      `{${tables.map(([name, each]) => `${name}=[${each.length} items]`).join(', ')}}`,
      `Map value must satisfy constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or equal to 1]`,
    );
  }
}

/** No item may be named twice. @throws AwsError with `message`. */
export function checkDistinctItems(
  items: readonly { readonly found: FoundTable; readonly key: Item }[],
  message = 'Provided list of item keys contains duplicates',
): void {
  const places = items.map(({ found, key }) => `${found.arn} ${keyOf(found.table.keys, key)}`);
  if (new Set(places).size < places.length) throw validation(message);
}
