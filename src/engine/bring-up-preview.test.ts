import { describe, expect, it } from 'vitest';
import { FakeGates, gateResult } from '../ports/testing/fake-gates.ts';
import { FakeJudge } from '../ports/testing/fake-judge.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { sampleRelease, sha256 } from '../ports/testing/sample-release.ts';
import { plainStrategy } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { bringUpPreview, type PreviewOptions } from './bring-up-preview.ts';

const steps = [gateStep('build'), gateStep('deploy'), gateStep('smoke')];
const stage = { ...stageOf('preview-a', { kind: 'manual' }, []), steps };

function options(world: FakeWorld, { gates }: FakeGates, more: Partial<PreviewOptions> = {}): PreviewOptions {
  const judge = new FakeJudge();
  const strategies = (): typeof plainStrategy => plainStrategy;
  const base = { topology: sampleTopology, project: sampleProject, gates, strategies, judge, ports: world.ports, sha256 };
  return { ...base, stage, commit: sampleRelease.commit, seed: 1, ...more };
}

describe('a preview', () => {
  it('is up when every gate has passed, and leaves nothing in the ledger', async () => {
    const [world, gates] = [new FakeWorld(), new FakeGates()];
    const outcome = await bringUpPreview(options(world, gates));
    expect(outcome).toMatchObject({ kind: 'up', steps: [{ name: 'build' }, { name: 'deploy' }, { name: 'smoke' }] });
    expect(world.evidence.entries()).toEqual([]);
    expect(world.progress).toEqual([
      'preview-a/build',
      'step-finished',
      'preview-a/deploy',
      'step-finished',
      'preview-a/smoke',
      'step-finished',
    ]);
  });

  it('hands on what was built, and is a stage of the path for its gates alone', async () => {
    const [world, gates] = [new FakeWorld(), new FakeGates()];
    await bringUpPreview(options(world, gates));
    expect(gates.subjects.map(({ release }) => release?.id ?? null)).toEqual([null, sampleRelease.id, sampleRelease.id]);
    expect(gates.subjects[0]?.topology.stages.map(({ environment }) => environment)).toEqual([
      'local',
      'dev',
      'uat',
      'production',
      'preview-a',
    ]);
  });

  it.each(['failed', 'inconclusive'] as const)('is refused at the first gate that is %s', async (verdict) => {
    const [world, gates] = [new FakeWorld(), new FakeGates()];
    gates.script('preview-a', 'deploy', () => gateResult(verdict, { reason: 'The stack did not come up.' }));
    const outcome = await bringUpPreview(options(world, gates));
    expect(outcome).toMatchObject({ kind: 'refused', gate: 'deploy', reason: 'The stack did not come up.' });
    expect(gates.subjects).toHaveLength(2);
  });

  it('stops between two gates', async () => {
    const [world, gates, stop] = [new FakeWorld(), new FakeGates(), new AbortController()];
    gates.script('preview-a', 'build', () => {
      stop.abort();
      return gateResult('passed');
    });
    expect(await bringUpPreview(options(world, gates, { signal: stop.signal }))).toEqual({ kind: 'interrupted' });
    expect(gates.subjects).toHaveLength(1);
  });
});
