import { describe, expect, it } from 'vitest';
import { growthOf } from './growth.ts';

describe('growthOf', () => {
  it('finds a line, with no bend', () => {
    const { fixed, each, off, bend } = growthOf([1, 5, 10, 20].map((size) => ({ size, took: 100 + 7 * size })));
    expect([fixed, each, off, bend].map((value) => Number(value.toFixed(6)))).toEqual([100, 7, 0, 1]);
  });

  it('finds a square to bend upwards', () => {
    const { off, bend } = growthOf([1, 5, 10, 20].map((size) => ({ size, took: size ** 2 })));
    expect(bend).toBe(2);
    expect(off).toBeGreaterThan(0.1);
  });

  it('wants three sizes', () => {
    expect(() => growthOf([{ size: 1, took: 1 }])).toThrow('three sizes');
  });
});
