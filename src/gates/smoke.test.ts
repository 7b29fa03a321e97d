import { describe, expect, it } from 'vitest';
import type { GateThresholds } from '../model/topology.ts';
import type { CheckReport } from '../ports/check-runner.ts';
import { twoRegions } from '../ports/testing/fake-accounts.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { smoke } from './smoke.ts';

async function judge(report: Partial<CheckReport>, thresholds: GateThresholds = {}) {
  const world = new FakeWorld();
  world.checks.answers.set('smoke', checkRan(report));
  const { verdict, reason } = await smoke.run(subjectWith({ step: gateStep('smoke', { thresholds }) }), world.ports);
  return { said: `${verdict}: ${reason}`, limit: world.checks.calls[0]?.timeLimitMs };
}

describe('the smoke gate', () => {
  it.each<readonly [number, GateThresholds, string]>([
    [1500, {}, 'passed: 3 tests passed. It took 1.5 s, the limit is 300 s.'],
    [300_000, {}, 'passed: 3 tests passed. It took 300 s, the limit is 300 s.'],
    [300_001, {}, 'failed: 3 tests passed. It took 300.001 s, the limit is 300 s: make it shorter.'],
    [2000, { timeLimitMs: 1000 }, 'failed: 3 tests passed. It took 2 s, the limit is 1 s: make it shorter.'],
  ])('judges a good test that took %i ms under %o', async (durationMs, thresholds, said) => {
    const judged = await judge({ durationMs }, thresholds);
    expect(judged).toEqual({ said, limit: thresholds.timeLimitMs ?? 300_000 });
  });

  it.each<readonly [string, Partial<CheckReport>, string, readonly string[]]>([
    [
      'passes in both',
      {},
      'passed: eu-west-1: 3 tests passed. It took 1.5 s, the limit is 300 s. eu-central-1: 3 tests passed. It took 1.5 s, the limit is 300 s.',
      twoRegions,
    ],
    [
      'fails in the second',
      { exitCode: 1 },
      'failed: eu-west-1: 3 tests passed. It took 1.5 s, the limit is 300 s. eu-central-1: The smoke command ended with exit code 1 although its report shows no failed test: see its log.',
      twoRegions,
    ],
  ])('looks at each region of two, and %s', async (_, report, said, regions) => {
    const world = new FakeWorld();
    world.checks.answersIn.set('eu-central-1', checkRan(report));
    const stage = { ...stageOf('production', { kind: 'manual' }, []), regions };
    const topology = { ...sampleTopology, stages: [stage] };
    const { verdict, reason } = await smoke.run(subjectWith({ step: gateStep('smoke'), stage, topology }), world.ports);
    expect(`${verdict}: ${reason}`).toBe(said);
    expect(world.checks.calls.map(({ region }) => region)).toEqual(regions);
  });

  it('goes no further than the first region that fails', async () => {
    const world = new FakeWorld();
    world.checks.answers.set('smoke', checkRan({ exitCode: 1 }));
    const stage = { ...stageOf('production', { kind: 'manual' }, []), regions: twoRegions };
    await smoke.run(subjectWith({ step: gateStep('smoke'), stage, topology: { ...sampleTopology, stages: [stage] } }), world.ports);
    expect(world.checks.calls.map(({ region }) => region)).toEqual(['eu-west-1']);
  });

  it('fails on a failure first', async () => {
    const { said } = await judge({ exitCode: 1, durationMs: 900_000 });
    expect(said).toBe('failed: The smoke command ended with exit code 1 although its report shows no failed test: see its log.');
  });
});
