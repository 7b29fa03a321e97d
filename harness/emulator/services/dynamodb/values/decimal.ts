import { validation } from '../errors.ts';

/** A number of up to 38 significant digits, exact: `digits` × 10^`exponent`. Zero is 0 × 10^0; otherwise `digits` does not end in 0. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const zero: Decimal = { digits: 0n, exponent: 0 };

/** @throws AwsError in DynamoDB's words where the text is no number, too large, too small or too long. */
export function parseDecimal(text: string): Decimal {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  if (match === null || whole + fraction === '') {
    throw validation(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  }
  const decimal = normalise(BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n), Number(power) - fraction.length);
  const { length } = unsigned(decimal);
  const magnitude = magnitudeOf(decimal);
  if (magnitude > 125) throw validation('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (magnitude < -130) throw validation('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (length > 38) throw validation('Attempting to store more than 38 significant digits in a Number');
  return decimal;
}

/** The text that DynamoDB answers: no exponent, no needless zeros. */
export function formatDecimal(decimal: Decimal): string {
  const digits = unsigned(decimal);
  const sign = decimal.digits < 0n ? '-' : '';
  if (decimal.exponent >= 0) return sign + digits + '0'.repeat(decimal.exponent);
  const padded = digits.padStart(1 - decimal.exponent, '0');
  return `${sign}${padded.slice(0, decimal.exponent)}.${padded.slice(decimal.exponent)}`;
}

/** One text a number: what is equal reads equal. */
export function canonical(text: string): string {
  // Most numbers are small whole ones, and these are canonical as they are.
  return /^(?:0|-?[1-9]\d{0,17})$/.test(text) ? text : formatDecimal(parseDecimal(text));
}

/** @throws AwsError where the result has more than 38 digits or is too large: AWS calls both an overflow. */
export function addDecimals(left: string, right: string, sign: 1n | -1n): string {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  const sum = normalise(scaled(a) + sign * scaled(b), exponent);
  if (unsigned(sum).length > 38 || magnitudeOf(sum) > 125)
    throw validation('Number overflow. Attempting to store a number with magnitude larger than supported range');
  return formatDecimal(sum);
}

/** Negative where `left` is the smaller. Both in canonical form. */
export function compareDecimals(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = a.digits * 10n ** BigInt(a.exponent - exponent) - b.digits * 10n ** BigInt(b.exponent - exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The power of ten of the first digit: 2 of 123.4. */
export function magnitudeOf(decimal: Decimal): number {
  return decimal.digits === 0n ? 0 : unsigned(decimal).length - 1 + decimal.exponent;
}

export function unsigned({ digits }: Decimal): string {
  return String(digits < 0n ? -digits : digits);
}

function normalise(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return zero;
  const text = String(digits);
  const kept = text.replace(/0+$/, '');
  return { digits: BigInt(kept), exponent: exponent + text.length - kept.length };
}
