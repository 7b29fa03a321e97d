import { describe, expect, it } from 'vitest';
import { distribution } from './distribution.ts';

describe('a distribution of latencies', () => {
  it('counts a value on a step with those below it', () => {
    expect(distribution([2, 2.1, 3, 3])).toEqual([
      { upToMs: 2, count: 1 },
      { upToMs: 3, count: 3 },
    ]);
  });

  it('keeps the empty steps between and leaves out those at the ends', () => {
    expect(distribution([1, 5])).toEqual([
      { upToMs: 1, count: 1 },
      { upToMs: 2, count: 0 },
      { upToMs: 3, count: 0 },
      { upToMs: 5, count: 1 },
    ]);
  });

  it('loses none, however slow', () => {
    const values = [0, 0.4, 99, 10_000, 10_001, 3_600_000];
    expect(distribution(values).reduce((total, { count }) => total + count, 0)).toBe(values.length);
    expect(distribution(values).at(-1)).toEqual({ upToMs: null, count: 2 });
  });

  it('of nothing is nothing', () => {
    expect(distribution([])).toEqual([]);
  });
});
