import { compareUtf8 } from '../../../accounts/key-range.ts';
import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import type { Condition } from '../expressions/syntax.ts';
import type { KeyWindow } from '../keys/key-window.ts';
import { indexEntries, items } from '../state.ts';
import type { SecondaryIndex } from '../state.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import type { Item } from '../values/value.ts';
import { itemSize } from '../values/value-size.ts';
import { isExpired } from './expiry.ts';

/** What a query or scan reads at once, AWS's limit of the items before the filter. */
const pageBytes = 1024 * 1024;

export interface PageRequest {
  readonly found: FoundTable;
  readonly index: SecondaryIndex | undefined;
  readonly window: KeyWindow;
  /** The key after which to begin. */
  readonly start: string | undefined;
  readonly descending: boolean;
  /** At most this many items, before the filter. */
  readonly limit: number;
  readonly filter: Condition | undefined;
  /** What of an item counts and is seen: an index may hold less than the table. */
  readonly view: (item: Item) => Item;
  readonly now: Date;
}

export interface Page {
  readonly items: readonly Item[];
  readonly scanned: number;
  readonly bytes: number;
  /** The last item that was looked at, where there may be more; whole, whatever the view. */
  readonly last: Item | undefined;
}

export function readPage(request: PageRequest): Page {
  const { filter, limit, view } = request;
  const matching: Item[] = [];
  let [scanned, bytes] = [0, 0];
  let last: Item | undefined;
  for (const item of itemsInWindow(request)) {
    const seen = view(item);
    const size = itemSize(seen);
    if (bytes + size > pageBytes && scanned > 0) return { items: matching, scanned, bytes, last };
    [scanned, bytes, last] = [scanned + 1, bytes + size, item];
    if (filter === undefined || evaluateCondition(filter, seen)) matching.push(seen);
    // AWS says that there may be more also where the limit is the number of items that are there.
    if (scanned >= limit) return { items: matching, scanned, bytes, last };
  }
  return { items: matching, scanned, bytes, last: undefined };
}

function* itemsInWindow(request: PageRequest): Generator<Item> {
  const { found, now, window, descending } = request;
  for (const [key, item] of storedInOrder(request)) {
    const [edge, before] = descending ? [window.lower, true] : [window.upper, false];
    if (edge !== undefined && compareUtf8(key, edge) < 0 === before) return;
    if (!isExpired(found.table, item, now)) yield item;
  }
}

function* storedInOrder({ found: { state, table }, index, window, start, descending }: PageRequest): Generator<readonly [string, Item]> {
  const edge = descending ? window.upper : window.lower;
  const from = start ?? edge;
  const range = {
    prefix: window.prefix,
    descending,
    ...(from === undefined ? {} : { from, exclusive: start !== undefined || descending }),
  };
  const rows = items(state, table);
  if (index === undefined) {
    yield* rows.scan(range);
    return;
  }
  for (const [key, place] of indexEntries(state, table, index).scan(range)) {
    const item = rows.get(place);
    if (item === undefined) throw new Error(`The index ${index.name} of ${table.name} has an entry without an item.`);
    yield [key, item];
  }
}
