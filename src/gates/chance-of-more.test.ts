import { describe, expect, it } from 'vitest';
import { chanceOfMore } from './chance-of-more.ts';

/** Sums of the binomial distribution, worked out with whole numbers. */
describe('the chance that so many or more break', () => {
  it.each([
    [0, 10, 0.5, 1],
    [1, 10, 0.5, 1_023 / 1_024],
    [5, 10, 0.5, 638 / 1_024],
    [10, 10, 0.5, 1 / 1_024],
    [3, 3, 0.01, 1e-6],
    [1, 2, 0.1, 0.19],
    [4, 4, 1, 1],
    [1, 1_000, 0, 0],
  ])('%i of %i at %d is %d', (broken, all, share, expected) => {
    expect(chanceOfMore(broken, all, share)).toBeCloseTo(expected, 9);
  });

  it('stays right where it is very small', () => {
    expect(chanceOfMore(50, 1_000, 0.001) / 1e-60).toBeLessThan(1e10);
    expect(chanceOfMore(50, 1_000, 0.001)).toBeGreaterThan(0);
  });
});
