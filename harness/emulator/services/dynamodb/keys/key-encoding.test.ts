import { describe, expect, it } from 'vitest';
import { compareUtf8 } from '../../../accounts/key-range.ts';
import type { Value } from '../values/value.ts';
import { encodeKeyValue, keyEnd } from './key-encoding.ts';

const order = (values: readonly Value[]): readonly Value[] =>
  values.toSorted((a, b) => compareUtf8(encodeKeyValue(a) + keyEnd, encodeKeyValue(b) + keyEnd));

/** The values in another order, always the same. */
const shuffled = <Each>(values: readonly Each[]): readonly Each[] =>
  values
    .map((value, index) => [(index * 7919) % 101, value] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value);

describe('the encoding of keys', () => {
  it('has the order of numbers', () => {
    const numbers = [
      '-900',
      '-12',
      '-10',
      '-9.5',
      '-9',
      '-1.25',
      '-1.2',
      '-1',
      '-0.5',
      '-0.25',
      '-0.001',
      '0',
      '0.0001',
      '0.001',
      '0.5',
    ].concat(['1', '1.000000000000000000000000000001', '1.2', '9', '9.5', '10', '12', '100', '900', `1${'0'.repeat(125)}`]);
    const values = numbers.map((N) => ({ N }));
    expect(order(shuffled(values))).toEqual(values);
  });

  it('has the order of the strings’ UTF-8, whatever is in them', () => {
    const values = [
      '',
      '\u0000',
      '\u0000a',
      '\u0001',
      '\u0001\u0001',
      '\u0002',
      'a',
      'a\u0000',
      'a\u0000b',
      'aa',
      'b',
      'é',
      '\uffff',
      '\u{1f600}',
    ].map((S) => ({ S }));
    expect(order(shuffled(values))).toEqual(values);
  });

  it('has the order of the binaries’ bytes', () => {
    const values = [[], [0], [0, 0], [0, 255], [1], [127], [128], [255], [255, 0]].map((bytes) => ({
      B: Buffer.from(bytes).toString('base64'),
    }));
    expect(order(shuffled(values))).toEqual(values);
  });
});
