import { describe, expect, it } from 'vitest';
import { binomialTail } from './binomial-tail.ts';
import { falseAlarms } from './alarm-level.ts';
import { fisherExact } from './fisher-exact.ts';
import { judge } from './index.ts';
import { neededRequests, powerWith } from './needed-requests.ts';
import { ownNoise } from './own-noise.ts';
import { powerPoint } from './testing/power-curve.ts';
import { judgedBy, noEffect, ratePerSecond, routes, shifts } from './testing/synthetic-rollout.ts';

describe('the exact tests', () => {
  // Summed up with Python's fractions, not in floating point.
  it.each([
    [3, 10, 0.1, 0.0701908264],
    [1, 300, 0.01, 0.950959105929],
    [9, 200, 0.01, 0.000212536772],
    [10, 10, 0.5, 0.0009765625],
    [0, 5, 0.1, 1],
    [6, 5, 0.1, 0],
    [1, 5, 0, 0],
  ])('binomial: %i or more of %i at %f', (atLeast, n, p, chance) => {
    expect(binomialTail(atLeast, n, p)).toBeCloseTo(chance, 9);
  });

  // Fisher's own tea: of four cups with milk first, three or more known: 17/70.
  it.each([
    [{ hits: 3, of: 4 }, { hits: 1, of: 4 }, 17 / 70],
    [{ hits: 4, of: 4 }, { hits: 0, of: 4 }, 1 / 70],
    [{ hits: 0, of: 4 }, { hits: 3, of: 4 }, 1],
    [{ hits: 0, of: 10 }, { hits: 0, of: 90 }, 1],
  ])('Fisher: %o beside %o', (candidate, stable, chance) => {
    expect(fisherExact(candidate, stable)).toBeCloseTo(chance, 12);
  });

  it('are exact where many requests are compared', () => {
    expect(fisherExact({ hits: 60, of: 1000 }, { hits: 500, of: 10_000 })).toBeCloseTo(0.099370939081, 9);
  });
});

describe('the requests that a verdict needs', () => {
  const visible = { errorRate: 0.01, seesErrorRate: 0.1, steps: 3, comparisons: 16 };

  it('are the fewest that catch what is to be seen nine times in ten', () => {
    const needed = neededRequests(visible);
    expect(powerWith(needed, visible)).toBeGreaterThanOrEqual(0.9);
    expect(needed).toBeGreaterThan(50);
    expect(needed).toBeLessThan(300);
  });

  it.each([
    ['a smaller difference', { ...visible, seesErrorRate: 0.05 }],
    ['more that is allowed', { ...visible, errorRate: 0.05 }],
    ['more comparisons', { ...visible, comparisons: 160 }],
  ])('are more for %s', (_, harder) => {
    expect(neededRequests(harder)).toBeGreaterThan(neededRequests(visible));
  });
});

describe('a plan', () => {
  it('that can be judged has a number for every step that lasts', () => {
    const { neededRequests: needed, fault } = judge.plan({ shifts, judgedBy, routes, ratePerSecond });
    expect(fault).toBeNull();
    expect(needed.map((each) => each > 0)).toEqual([true, true, false]);
  });

  it('that can not is refused with the numbers that would do', () => {
    const strict = routes.map((route) => ({ ...route, errorRate: 0.001 }));
    const few = [
      { weightPercent: 1, bakeMs: 5000 },
      { weightPercent: 100, bakeMs: 0 },
    ];
    const { fault, neededRequests: needed } = judge.plan({ shifts: few, judgedBy, routes: strict, ratePerSecond });
    const seconds = Math.ceil((needed[0] ?? 0) / 0.44);
    expect(fault).toMatch(/^1 % of 44 requests\/s for 5 s are 2 requests, and to tell 50\.1 % of errors from 0\.1 % takes \d+: /);
    expect(fault).toContain(`a bake of ${String(seconds)}s`);
    const enough = judge.plan({ shifts: [{ weightPercent: 1, bakeMs: seconds * 1000 }], judgedBy, routes: strict, ratePerSecond });
    expect(enough.fault).toBeNull();
  });

  it('without an NFR is refused', () => {
    expect(judge.plan({ shifts, judgedBy, routes: [], ratePerSecond }).fault).toMatch(/no route has an NFR/);
  });
});

describe("a machine's own noise", () => {
  const steady = Array.from({ length: 400 }, (_, index) => 10 + (index % 7));
  it('is small of steady requests and the same for the same seed', () => {
    expect(ownNoise(steady, 40, 1)).toBeLessThan(10);
    expect(ownNoise(steady, 40, 1)).toBe(ownNoise(steady, 40, 1));
  });

  it('is large where one request in fifty is slow', () => {
    expect(
      ownNoise(
        steady.map((each, index) => (index % 50 === 0 ? 500 : each)),
        40,
        1,
      ),
    ).toBeGreaterThan(300);
  });

  it('is not known of too few', () => {
    expect(ownNoise([1, 2], 10, 1)).toBeNull();
  });
});

describe('the judge on synthetic rollouts of known effect', () => {
  it(`raises a false alarm in at most ${String(falseAlarms * 200)} % of a thousand`, { timeout: 120_000 }, () => {
    expect(powerPoint('none', noEffect, 1000, 1).caught).toBeLessThanOrEqual(0.02);
  });

  it.each([
    ['10 points of errors', { errorRate: 0.1, slowerMs: 0 }, 0.9],
    ['30 points of errors', { errorRate: 0.3, slowerMs: 0 }, 1],
    ['100 ms', { errorRate: 0, slowerMs: 100 }, 1],
  ])('catches %s', { timeout: 60_000 }, (name, effect, least) => {
    expect(powerPoint(name, effect, 100, 5000).caught).toBeGreaterThanOrEqual(least);
  });

  it('does not call slow what is slower by a good deal less than the margin', { timeout: 60_000 }, () => {
    expect(powerPoint('20 ms', { errorRate: 0, slowerMs: 20 }, 100, 9000).caught).toBeLessThanOrEqual(0.02);
  });
});
