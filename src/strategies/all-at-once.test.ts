import { describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../model/deployment.ts';
import { FakeAccounts, newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { allAtOnce } from './all-at-once.ts';
import { strategies } from './index.ts';

const stepsFrom = (router: FakeAccounts, previous: readonly DeployedFunction[], to = newVersions) =>
  allAtOnce.steps({ environment: 'uat', to, previous, router });

describe('all at once', () => {
  it('is listed under its name', () => {
    expect(strategies['all-at-once']).toBe(allAtOnce);
    expect(allAtOnce.name).toBe('all-at-once');
  });

  it('is one step that gives the new versions all of the traffic', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    const [step, ...more] = stepsFrom(router, oldVersions);
    await step?.act();
    expect(more).toEqual([]);
    expect(step?.weightPercent).toBe(100);
    expect(await router.weights('uat')).toEqual({ CreateFunction: { 2: 100 }, ReadFunction: { 2: 100 } });
    expect(await step?.observe()).toEqual({ healthy: true, reason: '2 functions have all their traffic on the new version.' });
  });

  it('says which function did not follow, with its weight', async () => {
    const router = new FakeAccounts();
    router.setLive('uat', oldVersions);
    await router.shift('uat', newVersions.slice(1), 40);
    const [step] = stepsFrom(router, oldVersions);
    expect(await step?.observe()).toEqual({
      healthy: false,
      reason: 'CreateFunction version 2 has 0 % of its traffic, ReadFunction version 2 has 40 % of its traffic, not 100 %.',
    });
  });

  it('has nothing to give traffic back to where nothing was live', async () => {
    const router = new FakeAccounts();
    await stepsFrom(router, [])[0]?.revert();
    expect(router.calls).toEqual([]);
  });

  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'restores the weights when all applied steps are reverted (seed %i)',
    async (seed) => {
      const previous = functionsOf(seed, 1);
      const router = new FakeAccounts();
      router.setLive('uat', previous);
      const stable = await router.weights('uat');
      const steps = stepsFrom(router, previous, functionsOf(seed, 2));
      const applied = steps.slice(0, 1 + (seed % steps.length));
      for (const step of applied) await step.act();
      for (const step of applied.toReversed()) await step.revert();
      expect(await router.weights('uat')).toEqual(stable);
      for (const step of applied.toReversed()) await step.revert();
      expect(await router.weights('uat')).toEqual(stable);
    },
  );
});

/** One to five functions, each `ahead` versions further than a start that the seed chooses. */
function functionsOf(seed: number, ahead: number): readonly DeployedFunction[] {
  return Array.from({ length: 1 + (seed % 5) }, (_, index) => {
    const version = String(ahead + ((seed * 7919 + index * 104_729) % 13));
    return { function: `F${String(index)}`, version, digest: digestNamed(`F${String(index)} ${version}`) };
  });
}
