import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const first = (seed: number, series?: number): number[] => {
  const random = seededRandom(seed, series);
  return Array.from({ length: 1000 }, () => random());
};

describe('random numbers from a seed', () => {
  it('are the same for the same seed and others for another', () => {
    expect(first(7)).toEqual(first(7));
    expect(first(7)).not.toEqual(first(8));
  });

  it('are others in each series, and the same again in the same one', () => {
    const series = [0, 1, 2, 3].map((each) => first(7, each));
    expect(new Set(series.flat()).size).toBeGreaterThan(3_990);
    expect(series).toEqual([first(7), ...[1, 2, 3].map((each) => first(7, each))]);
  });

  it('lie in [0, 1) and spread evenly', () => {
    const numbers = first(1);
    expect(numbers.every((n) => n >= 0 && n < 1)).toBe(true);
    expect(numbers.filter((n) => n < 0.1).length).toBeGreaterThan(70);
    expect(numbers.filter((n) => n < 0.1).length).toBeLessThan(130);
  });
});
