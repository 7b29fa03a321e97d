import type { Value } from '../values/value.ts';
import { partitionPrefix } from './item-key.ts';
import { encodeKeyValue, keyEnd } from './key-encoding.ts';
import type { KeyCondition, SortCondition } from './key-condition.ts';

/** The keys, as `keyOf` makes them, that a query or scan looks at: those with the prefix, from `lower` on and before `upper`. */
export interface KeyWindow {
  readonly prefix: string;
  readonly lower?: string;
  readonly upper?: string;
}

export function windowOf({ hash, sort }: KeyCondition): KeyWindow {
  const prefix = partitionPrefix(hash);
  return sort === undefined ? { prefix } : sortWindow(prefix, sort);
}

function sortWindow(prefix: string, { operator, values: [first, second = first] }: SortCondition): KeyWindow {
  const at = (value: Value): string => prefix + encodeKeyValue(value);
  // A key that ends where `at` ends goes on with U+0000; all that come after it go on with a greater character.
  const after = (value: Value): string => `${at(value)}\u0001`;
  switch (operator) {
    case '=':
      return { prefix: at(first) + keyEnd };
    case 'begins_with':
      return { prefix: at(first) };
    case '<':
      return { prefix, upper: at(first) };
    case '<=':
      return { prefix, upper: after(first) };
    case '>':
      return { prefix, lower: after(first) };
    case '>=':
      return { prefix, lower: at(first) };
    case 'between':
      return { prefix, lower: at(first), upper: after(second) };
  }
}

/** One of `total` parts of a table, by the hash that its keys begin with. */
export function segmentWindow(segment: number, total: number): KeyWindow {
  const edge = (part: number): string =>
    Math.ceil((part * 2 ** 32) / total)
      .toString(16)
      .padStart(8, '0');
  return { prefix: '', lower: edge(segment), ...(segment + 1 < total ? { upper: edge(segment + 1) } : {}) };
}
