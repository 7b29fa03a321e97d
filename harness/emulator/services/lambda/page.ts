import { invalidParameterValue } from './errors.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** One page of those items that are `wanted`. The marker is the key of the last item before it. */
export function page<Item>(
  all: Iterable<readonly [key: string, item: Item]>,
  marker: string | undefined,
  maxItems = 50,
  wanted: (item: Item) => boolean = () => true,
): Page<Item> {
  const after = marker === undefined ? undefined : decoded(marker);
  const most = Math.min(Math.max(maxItems, 1), 50);
  const items: Item[] = [];
  let last = '';
  for (const [key, item] of all) {
    if ((after !== undefined && key <= after) || !wanted(item)) continue;
    if (items.length === most) return { items, next: Buffer.from(last).toString('base64url') };
    items.push(item);
    last = key;
  }
  return { items };
}

function decoded(marker: string): string {
  const key = Buffer.from(marker, 'base64url').toString('utf8');
  if (Buffer.from(key).toString('base64url') !== marker) throw invalidParameterValue('Invalid marker.');
  return key;
}
