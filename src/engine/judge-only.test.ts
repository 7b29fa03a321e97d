import { describe, expect, it } from 'vitest';
import { FakeGates, gateResult } from '../ports/testing/fake-gates.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { sampleRelease, sha256 } from '../ports/testing/sample-release.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { FakeJudge } from '../ports/testing/fake-judge.ts';
import { plainStrategy } from '../ports/testing/sample-subject.ts';
import { sampleTopology } from '../ports/testing/sample-topology.ts';
import { judgeOnly } from './judge-only.ts';
import type { RunOptions } from './run-options.ts';
import { runPath } from './run-path.ts';

async function runTo(to: string) {
  const world = new FakeWorld();
  const gates = new FakeGates();
  const options: RunOptions = {
    topology: sampleTopology,
    project: sampleProject,
    gates: gates.gates,
    strategies: () => plainStrategy,
    judge: new FakeJudge(),
    ports: world.ports,
    sha256,
    start: sampleStart,
    baselines: [],
  };
  await runPath({ ...options, to });
  gates.subjects.length = 0;
  return { world, gates, options };
}

describe('one gate asked alone', () => {
  it('is asked wherever the run has come to it, with what the run knows, and nothing is written down', async () => {
    const { world, gates, options } = await runTo('dev');
    const entries = world.evidence.entries().length;
    gates.script('dev', 'smoke', () => {
      world.clock.advance(70);
      return gateResult('failed', { reason: 'POST answered 500.' });
    });
    const result = await judgeOnly(options, 'smoke');
    expect(result).toMatchObject({
      kind: 'judged',
      judged: [
        { environment: 'local', gate: 'smoke', durationMs: 0, result: { verdict: 'passed' } },
        { environment: 'dev', gate: 'smoke', durationMs: 70, result: { verdict: 'failed', reason: 'POST answered 500.' } },
      ],
    });
    expect(gates.subjects.map((each) => each.release)).toEqual([sampleRelease, sampleRelease]);
    expect(world.evidence.entries()).toHaveLength(entries);
    expect(world.progress.slice(-2)).toEqual(['local/smoke', 'dev/smoke']);
  });

  it('is asked in one environment where that is named', async () => {
    const { gates, options } = await runTo('dev');
    await judgeOnly(options, 'dev/smoke');
    expect(gates.subjects.map((each) => each.stage.environment)).toEqual(['dev']);
  });

  it.each([
    ['lint', 'The path has no gate lint: rehearse plan shows those that it has.'],
    ['uat/smoke', 'The path has no gate uat/smoke: rehearse plan shows those that it has.'],
    ['tag-artefacts', 'The path has no gate tag-artefacts: rehearse plan shows those that it has.'],
    ['build', 'build is not asked alone, for it changes the world: rehearse run --from ENV goes on with it.'],
    ['dev/deploy', 'deploy is not asked alone, for it changes the world: rehearse run --from ENV goes on with it.'],
    ['production/smoke', 'The run has not come to smoke of production yet: bring the release there with rehearse promote production.'],
  ])('is refused: %s', async (named, reason) => {
    const { gates, options } = await runTo('dev');
    expect(await judgeOnly(options, named)).toEqual({ kind: 'refused', reason });
    expect(gates.subjects).toEqual([]);
  });
});
