import type { TableRow } from '../state.ts';
import { attribute } from '../values/value.ts';
import type { Item } from '../values/value.ts';

const fiveYearsSeconds = 5 * 365 * 24 * 60 * 60;

/**
 * Whether Time to Live has taken the item. Here it goes in the second in which it expires; AWS takes up to days. What is older than five years
 * does not expire, with AWS neither: such a number is likely no time.
 */
export function isExpired(table: TableRow, item: Item, now: Date): boolean {
  if (table.expiryAttribute === undefined) return false;
  const value = attribute(item, table.expiryAttribute);
  if (value === undefined || !('N' in value)) return false;
  const [at, nowSeconds] = [Number(value.N), now.getTime() / 1000];
  return at <= nowSeconds && at > nowSeconds - fiveYearsSeconds;
}
