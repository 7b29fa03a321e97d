import { describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../model/deployment.ts';
import type { Progressive, StageStrategy } from '../model/rollout-strategy.ts';
import { FakeAccounts, newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { strategies } from './index.ts';

const progressive: Progressive = {
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
};
const shifts = [
  { weightPercent: 5, bakeMs: 300_000 },
  { weightPercent: 50, bakeMs: 600_000 },
  { weightPercent: 100, bakeMs: 0 },
];

const all: readonly (readonly [StageStrategy, readonly (readonly [number, number])[]])[] = [
  [{ kind: 'all-at-once' }, [[100, 0]]],
  [
    { kind: 'canary', weightPercent: 10, bakeMs: 300_000, ...progressive },
    [
      [10, 300_000],
      [100, 0],
    ],
  ],
  [
    { kind: 'linear', byPercent: 30, bakeMs: 60_000, ...progressive },
    [
      [30, 60_000],
      [60, 60_000],
      [90, 60_000],
      [100, 0],
    ],
  ],
  [
    { kind: 'linear', byPercent: 50, bakeMs: 60_000, ...progressive },
    [
      [50, 60_000],
      [100, 0],
    ],
  ],
  [
    { kind: 'blue-green', shifts, fallbackMs: 3_600_000, standbyMs: 86_400_000, ...progressive },
    [
      [5, 300_000],
      [50, 600_000],
      [100, 0],
    ],
  ],
  [
    { kind: 'steps', shifts, ...progressive },
    [
      [5, 300_000],
      [50, 600_000],
      [100, 0],
    ],
  ],
];

const stepsFrom = (strategy: StageStrategy, router: FakeAccounts, previous: readonly DeployedFunction[], to = newVersions) =>
  strategies(strategy).steps({ environment: 'uat', to, previous, router });

describe.each(all)('$kind', (strategy, expected) => {
  it('is so many steps, the last with all of the traffic', () => {
    const made = stepsFrom(strategy, new FakeAccounts(), oldVersions);
    expect(made.map((step) => [step.weightPercent, step.bakeMs])).toEqual(expected);
    expect(strategies(strategy).name).toBe(strategy.kind);
  });

  it('reads back at each step that traffic went where it was sent', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    for (const step of stepsFrom(strategy, router, oldVersions)) {
      await step.act();
      await step.act();
      expect(await step.observe()).toMatchObject({ healthy: true });
    }
    expect(await router.live('uat')).toEqual(newVersions);
  });

  it('says which function did not follow, with its weight', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    router.ignoresShifts = true;
    const [step] = stepsFrom(strategy, router, oldVersions);
    await step?.act();
    const weight = String(expected[0]?.[0]);
    expect(await step?.observe()).toEqual({
      healthy: false,
      reason: `CreateFunction version 2 has 0 % of its traffic, ReadFunction version 2 has 0 % of its traffic, not ${weight} %.`,
    });
  });

  it('is one step where nothing was live, and has nothing to give traffic back to', async () => {
    const router = new FakeAccounts();
    const made = stepsFrom(strategy, router, []);
    expect(made.map((step) => step.weightPercent)).toEqual([100]);
    await made[0]?.revert();
    expect(router.calls).toEqual([]);
  });

  it('leaves a function alone that the release does not change', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    const to = [...newVersions.slice(0, 1), ...oldVersions.slice(1)];
    for (const step of stepsFrom(strategy, router, oldVersions, to)) {
      await step.act();
      expect((await router.weights('uat'))['ReadFunction']).toEqual({ 1: 100 });
      expect(await step.observe()).toMatchObject({ healthy: true });
    }
  });

  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'restores the weights when all applied steps are reverted (seed %i)',
    async (seed) => {
      const previous = functionsOf(seed, 1);
      const router = new FakeAccounts();
      router.setLive('uat', previous);
      const stable = await router.weights('uat');
      const made = stepsFrom(strategy, router, previous, functionsOf(seed, 2));
      const applied = made.slice(0, 1 + (seed % made.length));
      for (const step of applied) await step.act();
      for (const step of applied.toReversed()) await step.revert();
      expect(await router.weights('uat')).toEqual(stable);
      for (const step of applied.toReversed()) await step.revert();
      expect(await router.weights('uat')).toEqual(stable);
    },
  );

  it('gives all traffic back with the first call, from whichever step', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    const made = stepsFrom(strategy, router, oldVersions);
    for (const step of made) await step.act();
    await made.at(-1)?.revert();
    expect(await router.live('uat')).toEqual(oldVersions);
  });
});

/** One to five functions, each `ahead` versions further than a start that the seed chooses. */
function functionsOf(seed: number, ahead: number): readonly DeployedFunction[] {
  return Array.from({ length: 1 + (seed % 5) }, (_, index) => {
    const version = String(ahead + ((seed * 7919 + index * 104_729) % 13));
    return { function: `F${String(index)}`, version, digest: digestNamed(`F${String(index)} ${version}`) };
  });
}
