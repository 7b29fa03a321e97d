import { compareUtf8 } from '../../../accounts/key-range.ts';
import { compareDecimals } from './decimal.ts';
import { attribute, isSet, membersOf, typeOf } from './value.ts';
import type { Item, Value } from './value.ts';

/** Equal as DynamoDB sees it: sets in any order, values of different types never. */
export function equalValues(left: Value, right: Value): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  if ('L' in left && 'L' in right)
    return left.L.length === right.L.length && left.L.every((each, index) => isEqualTo(each, right.L[index]));
  if ('M' in left && 'M' in right) return equalItems(left.M, right.M);
  if (isSet(left)) {
    const members = new Set(membersOf(right));
    return members.size === membersOf(left).length && membersOf(left).every((member) => members.has(member));
  }
  if ('BOOL' in left && 'BOOL' in right) return left.BOOL === right.BOOL;
  return 'NULL' in left || orderOf(left, right) === 0;
}

function isEqualTo(value: Value, other: Value | undefined): boolean {
  return other !== undefined && equalValues(value, other);
}

export function equalItems(left: Item, right: Item): boolean {
  const members = Object.entries(left);
  return members.length === Object.keys(right).length && members.every(([name, value]) => isEqualTo(value, attribute(right, name)));
}

/** Negative where `left` comes first; undefined where the two have no order: strings, numbers and binaries have one among themselves. */
export function orderOf(left: Value, right: Value): number | undefined {
  if ('S' in left && 'S' in right) return left.S === right.S ? 0 : compareUtf8(left.S, right.S);
  if ('N' in left && 'N' in right) return compareDecimals(left.N, right.N);
  if ('B' in left && 'B' in right) return Buffer.compare(Buffer.from(left.B, 'base64'), Buffer.from(right.B, 'base64'));
  return undefined;
}
