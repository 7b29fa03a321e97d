import { describe, expect, it } from 'vitest';
import { contentRange, readRange } from './byte-range.ts';

describe('the Range of a read of ten bytes', () => {
  const readable: readonly (readonly [header: string | undefined, range: string | undefined])[] = [
    [undefined, undefined],
    ['bytes=0-0', 'bytes 0-0/10'],
    ['bytes=2-4', 'bytes 2-4/10'],
    ['bytes=5-', 'bytes 5-9/10'],
    ['bytes=-3', 'bytes 7-9/10'],
    ['bytes=-30', 'bytes 0-9/10'],
    ['bytes=5-50', 'bytes 5-9/10'],
    ['bytes=4-2', undefined],
    ['bytes=1-2,4-5', undefined],
    ['bytes=-', undefined],
    ['lines=1-2', undefined],
  ];

  it.each(readable)('%s is %s', (header, expected) => {
    const range = readRange(header, 10);
    expect(range === undefined ? undefined : contentRange(range, 10)).toBe(expected);
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])('%s lies outside', (header) => {
    expect(() => readRange(header, 10)).toThrow('The requested range is not satisfiable');
  });

  it('of no bytes at all lies outside', () => {
    expect(() => readRange('bytes=-5', 0)).toThrow('The requested range is not satisfiable');
  });
});
