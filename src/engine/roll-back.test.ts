import { describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../model/deployment.ts';
import { inTwoRegions, newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { plainStrategy, stepFinished } from '../ports/testing/sample-subject.ts';
import { stageOf } from '../ports/testing/sample-topology.ts';
import { rollBack } from './roll-back.ts';
import { TrafficWatch } from './traffic-watch.ts';

const stage = stageOf('production', { kind: 'manual' }, []);
const red = stepFinished({ name: 'smoke', at: '2026-01-01T00:00:00.000Z', startedAt: '2025-12-31T23:59:58.000Z' });
const step = { name: 'shift', weightPercent: 100, startedAt: '2025-12-31T23:59:59.000Z', durationMs: 0, result: 'applied' as const };

function run(world: FakeWorld, steps = [step]) {
  const moved = { rollout: { strategy: 'all-at-once', steps }, deployed: newVersions, previous: oldVersions };
  return rollBack({ stage, red, moved }, world.ports, plainStrategy, new TrafficWatch(world.load));
}

function changed(change: Partial<DeployedFunction>): readonly DeployedFunction[] {
  return oldVersions.map((each, index) => (index === 1 ? { ...each, ...change } : each));
}

describe('a rollback', () => {
  it('reads back that exactly what was live is live again', async () => {
    const world = new FakeWorld();
    expect(await run(world)).toMatchObject({
      deployed: oldVersions,
      load: [],
      rollback: { detectedMs: 1000, revertedMs: 0, userErrorWindowMs: 1000 },
    });
  });

  it.each<readonly [string, readonly DeployedFunction[], string]>([
    ['nothing', oldVersions.slice(0, 1), 'ReadFunction shows nothing as live after the rollback, not version 1'],
    ['another version', changed({ version: '9' }), 'ReadFunction shows version 9 as live after the rollback, not version 1'],
    ['other bytes', changed({ digest: digestNamed('changed') }), 'ReadFunction shows version 1 as live after the rollback, not version 1'],
    ['another function', changed({ function: 'OtherFunction' }), 'ReadFunction shows nothing as live after the rollback, not version 1'],
  ])('has failed where the account shows %s', async (_, live, message) => {
    const world = new FakeWorld();
    world.accounts.liveAnswer = live;
    await expect(run(world)).rejects.toThrow(message);
  });

  it('has failed where one of two regions does not show what it had', async () => {
    const world = new FakeWorld();
    const previous = inTwoRegions(oldVersions);
    world.accounts.liveAnswer = [...previous.slice(0, 2), ...inTwoRegions(newVersions).slice(2)];
    const moved = { rollout: { strategy: 'all-at-once', steps: [step] }, deployed: inTwoRegions(newVersions), previous };
    const rolling = rollBack({ stage, red, moved }, world.ports, plainStrategy, new TrafficWatch(world.load));
    await expect(rolling).rejects.toThrow('eu-central-1/CreateFunction shows version 2 as live after the rollback, not version 1');
  });

  it('reverts only the steps that were taken, and then counts from the red step', async () => {
    const world = new FakeWorld();
    world.accounts.setLive('production', oldVersions);
    expect(await run(world, [])).toMatchObject({ rollback: { detectedMs: 2000 } });
    expect(world.accounts.calls).toEqual([]);
  });
});
