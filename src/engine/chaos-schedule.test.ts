import { describe, expect, it } from 'vitest';
import { newVersions } from '../ports/testing/fake-accounts.ts';
import { chaosSchedule } from './chaos-schedule.ts';

const schedule = (seed: number, more: object = {}) =>
  chaosSchedule({ seed, forMs: 120_000, functions: newVersions, hasDatabase: true, ...more });

describe('a schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(schedule(7)).toEqual(schedule(7));
    expect(schedule(7)).not.toEqual(schedule(8));
  });

  it('has one fault at a time, calm before and after, and ends in calm', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      let freeMs = 0;
      for (const { afterMs, forMs } of schedule(seed)) {
        expect(afterMs - freeMs).toBeGreaterThanOrEqual(2_000);
        expect(forMs).toBeGreaterThanOrEqual(1_000);
        freeMs = afterMs + forMs;
      }
      expect(120_000 - freeMs).toBeGreaterThanOrEqual(2_000);
    }
  });

  it('comes to every kind sooner or later, and to none of the database where there is none', () => {
    const kinds = (more: object): ReadonlySet<string> =>
      new Set(
        Array.from({ length: 50 }, (_, seed) => schedule(seed, more)).flatMap((each) =>
          each.map(({ fault }) => (fault.kind === 'versions' ? fault.effect.kind : fault.kind)),
        ),
      );
    const always = ['errors', 'killed', 'latency', 'operation'];
    expect([...kinds({})].toSorted()).toEqual(['connection-exhaustion', 'database-restart', ...always].toSorted());
    expect([...kinds({ hasDatabase: false })].toSorted()).toEqual(always);
  });

  it('is empty where there is no time', () => {
    expect(schedule(1, { forMs: 3_000 })).toEqual([]);
  });

  it('needs something to plant in', () => {
    expect(() => Array.from({ length: 9 }, (_, seed) => schedule(seed, { functions: [], hasDatabase: false }))).toThrow('nothing to plant');
  });
});
