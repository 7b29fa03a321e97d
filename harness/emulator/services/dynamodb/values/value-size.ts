import { parseDecimal, unsigned } from './decimal.ts';
import type { Item, Value } from './value.ts';

/** Bytes of an item as the developer guide counts them ("DynamoDB item sizes and formats"): names and values, UTF-8. */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

export function valueSize(value: Value): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return binarySize(value.B);
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('SS' in value) return sum(value.SS, (each) => Buffer.byteLength(each));
  if ('NS' in value) return sum(value.NS, numberSize);
  if ('BS' in value) return sum(value.BS, binarySize);
  // Three bytes for a list or a map, and one for each member.
  if ('L' in value) return 3 + sum(value.L, (each) => 1 + valueSize(each));
  return 3 + Object.keys(value.M).length + itemSize(value.M);
}

/** About one byte for two significant digits, and one more; a sign takes another. */
function numberSize(text: string): number {
  const decimal = parseDecimal(text);
  return Math.ceil(unsigned(decimal).length / 2) + 1 + (decimal.digits < 0n ? 1 : 0);
}

export function binarySize(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

function sum<Each>(all: readonly Each[], size: (each: Each) => number): number {
  return all.reduce((total, each) => total + size(each), 0);
}
