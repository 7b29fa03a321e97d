import { describe, expect, it } from 'vitest';
import { runPath } from './engine/run-path.ts';
import { gates } from './gates/index.ts';
import { explainedWeights } from './gates/rollout/testing/explained-weights.ts';
import type { Happening } from './model/evidence.ts';
import type { StageStrategy } from './model/rollout-strategy.ts';
import type { Topology } from './model/topology.ts';
import { newVersions, oldVersions } from './ports/testing/fake-accounts.ts';
import { servedRequest } from './ports/testing/fake-measurements.ts';
import { otherCommit } from './ports/testing/fake-source.ts';
import { FakeWorld } from './ports/testing/fake-world.ts';
import { sampleProject } from './ports/testing/sample-project.ts';
import { sha256 } from './ports/testing/sample-release.ts';
import { sampleStart } from './ports/testing/sample-run.ts';
import { gateStep, noRules, stageOf } from './ports/testing/sample-topology.ts';
import { strategies } from './strategies/index.ts';
import { judge } from './strategies/judge/index.ts';

const strategy: StageStrategy = {
  kind: 'steps',
  shifts: [
    { weightPercent: 10, bakeMs: 300_000 },
    { weightPercent: 50, bakeMs: 300_000 },
    { weightPercent: 100, bakeMs: 0 },
  ],
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
};
const topology: Topology = {
  name: 'one',
  tooling: { account: '999999999999', region: 'eu-west-1' },
  rules: noRules,
  stages: [
    {
      ...stageOf('production', { kind: 'manual' }, [gateStep('build'), gateStep('deploy', { onFailure: 'roll-back', underTraffic: true })]),
      strategy,
    },
  ],
};

/** A world in which the candidate is well, or fails every request, and a run of it that dies at its `killAt`th effect: a ledger entry or a shift. */
function rehearsal(candidateFails: boolean) {
  const world = new FakeWorld();
  world.accounts.setLive('production', oldVersions);
  world.paced.pace = 1000;
  world.paced.onSleep = () => {
    const atMs = world.clock.now().getTime();
    const served = Array.from({ length: 20 }, () => servedRequest({ version: '2', failed: candidateFails, atMs }));
    world.measurements.served.push(...served, servedRequest({ version: '1', atMs }));
  };
  const run = async (killAt: number): Promise<'killed' | 'ended'> => {
    let effects = 0;
    let die: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => {
      die = () => resolve('killed');
    });
    /** Before and after what it does: a process that is killed there comes to nothing more. */
    const mortal = async <Result>(effect: () => Promise<Result>): Promise<Result> => {
      for (const isAfter of [false, true]) {
        effects += 1;
        if (effects === killAt) {
          if (isAfter) await effect();
          die();
          return new Promise<Result>(() => undefined);
        }
      }
      return effect();
    };
    const { evidence, accounts } = world;
    const ports = {
      ...world.ports,
      evidence: {
        append: (happening: Happening) => mortal(() => evidence.append(happening)),
        entries: () => evidence.entries(),
        keep: (name: string, content: string | Uint8Array) => evidence.keep(name, content),
      },
      router: {
        kindIn: () => accounts.kindIn(),
        weights: () => accounts.weights('production'),
        shift: (...args: Parameters<typeof accounts.shift>) => mortal(() => accounts.shift(...args)),
      },
    };
    const baselines = [{ environment: 'production', version: 'v1.3.0', commit: otherCommit, deployed: oldVersions }];
    const options = { topology, project: sampleProject, gates, strategies, judge, ports, sha256, start: sampleStart, baselines };
    return Promise.race([killed, runPath(options).then(() => 'ended' as const)]);
  };
  return { world, run };
}

/** The share of the new version in the account. */
async function weightIn({ accounts }: FakeWorld): Promise<number> {
  return (await accounts.weights('production'))['CreateFunction']?.['2'] ?? 0;
}

async function effectsOf(candidateFails: boolean): Promise<number> {
  for (let killAt = 1; ; killAt += 1) if ((await rehearsal(candidateFails).run(killAt)) === 'ended') return killAt - 1;
}

const last = Number.POSITIVE_INFINITY;

describe.each([
  ['that is well', false, newVersions, 'released'],
  ['that is a breach', true, oldVersions, 'rolled-back'],
] as const)('a rollout %s', (_, candidateFails, live, outcome) => {
  it('comes to its end where nobody kills it', async () => {
    const { world, run } = rehearsal(candidateFails);
    expect(await run(last)).toBe('ended');
    expect(world.evidence.happenings.at(-1)).toMatchObject({ kind: 'run-finished', outcome });
    expect(await world.accounts.live('production')).toEqual(live);
  });

  it('leaves weights that the ledger explains wherever it is killed, and comes to its end when it is taken up again', async () => {
    const effects = await effectsOf(candidateFails);
    expect(effects).toBeGreaterThan(20);
    for (let killAt = 1; killAt <= effects; killAt += 1) {
      const { world, run } = rehearsal(candidateFails);
      expect(await run(killAt)).toBe('killed');
      expect(explainedWeights(world.evidence.happenings, 'production'), `killed at ${String(killAt)}`).toContain(await weightIn(world));
      expect(await run(last)).toBe('ended');
      expect(world.evidence.happenings.at(-1), `killed at ${String(killAt)}`).toMatchObject({ kind: 'run-finished', outcome });
      expect(await world.accounts.live('production')).toEqual(live);
      expect(await weightIn(world)).toBe(outcome === 'released' ? 100 : 0);
    }
  });

  it('does so too where it is killed twice', async () => {
    const effects = await effectsOf(candidateFails);
    for (let seed = 1; seed <= 20; seed += 1) {
      const { world, run } = rehearsal(candidateFails);
      await run(1 + ((seed * 7919) % effects));
      await run(1 + ((seed * 104_729) % effects));
      expect(explainedWeights(world.evidence.happenings, 'production'), `seed ${String(seed)}`).toContain(await weightIn(world));
      await run(last);
      expect(world.evidence.happenings.at(-1), `seed ${String(seed)}`).toMatchObject({ kind: 'run-finished', outcome });
      expect(await world.accounts.live('production')).toEqual(live);
    }
  });
});
