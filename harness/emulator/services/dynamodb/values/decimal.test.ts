import { describe, expect, it } from 'vitest';
import { addDecimals, canonical, compareDecimals } from './decimal.ts';

describe('a number', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['+1', '1'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['100', '100'],
    ['1e2', '100'],
    ['12.34E-3', '0.01234'],
    ['-1.2e1', '-12'],
    ['1E125', `1${'0'.repeat(125)}`],
    ['1e-130', `0.${'0'.repeat(129)}1`],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['1234567890123456789012345678901234567800', '1234567890123456789012345678901234567800'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['abc', 'The parameter cannot be converted to a numeric value: abc'],
    ['1 ', 'The parameter cannot be converted to a numeric value: 1 '],
    ['NaN', 'The parameter cannot be converted to a numeric value: NaN'],
    ['.', 'The parameter cannot be converted to a numeric value: .'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e999999999', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
  ])('is not %j', (text, message) => {
    expect(() => canonical(text)).toThrow(message);
  });

  it.each([
    ['0.1', '0.2', 1n, '0.3'],
    ['1', '1', -1n, '0'],
    ['10', '0.001', 1n, '10.001'],
    ['99999999999999999999999999999999999999', '1', 1n, `1${'0'.repeat(38)}`],
    ['-5', '3', -1n, '-8'],
  ] as const)('%s and %s, sign %s, make %s', (left, right, sign, expected) => {
    expect(addDecimals(left, right, sign)).toBe(expected);
  });

  it('is not made of two whose sum has too many digits, which AWS calls an overflow', () => {
    expect(() => addDecimals('1e50', '1', 1n)).toThrow('Number overflow');
    expect(() => addDecimals('9e125', '9e125', 1n)).toThrow('Number overflow');
  });

  it('comes before another', () => {
    const sorted = ['-1e10', '-2', '-1.5', '0', '1e-10', '1', '1.5', '2', '10', '1e10'].map(canonical);
    expect(sorted.toReversed().toSorted(compareDecimals)).toEqual(sorted);
    expect(compareDecimals('7', '7')).toBe(0);
  });
});
