import { createHash } from 'node:crypto';
import { magnitudeOf, parseDecimal, unsigned } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';

/**
 * Text whose UTF-8 bytes have the order that DynamoDB gives keys of one type: strings by their UTF-8, numbers by value, binaries byte by byte.
 * It has no U+0000, which ends it where more follows.
 */
export function encodeKeyValue(value: Value): string {
  if ('S' in value) return encodeString(value.S);
  if ('N' in value) return encodeNumber(value.N);
  if ('B' in value) return Buffer.from(value.B, 'base64').toString('hex');
  throw new Error('A key is a string, a number or a binary.');
}

export const keyEnd = '\u0000';

/** Which comes first of many partition keys is as good as random, as with AWS, so that nobody relies on it. Eight hex digits. */
export function partitionHash(encoded: string): string {
  return createHash('md5').update(encoded).digest('hex').slice(0, 8);
}

function encodeString(text: string): string {
  // oxlint-disable-next-line no-control-regex -- U+0000 ends a key, so it is written as two other characters, and so is the one they begin with.
  return text.replaceAll(/[\u0000\u0001]/g, (character) => (character === keyEnd ? '\u0001\u0001' : '\u0001\u0002'));
}

/** Sign, magnitude, digits; for negative numbers each the other way round, with an end that comes after every digit. */
function encodeNumber(text: string): string {
  const decimal = parseDecimal(text);
  if (decimal.digits === 0n) return '1';
  const magnitude = String(magnitudeOf(decimal) + 200).padStart(3, '0');
  const digits = unsigned(decimal);
  if (decimal.digits > 0n) return `2${magnitude}${digits}`;
  return `0${nines(magnitude)}${nines(digits)}~`;
}

function nines(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}
