import { describe, expect, it } from 'vitest';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeGates } from '../ports/testing/fake-gates.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { sha256 } from '../ports/testing/sample-release.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { FakeJudge } from '../ports/testing/fake-judge.ts';
import { plainStrategy } from '../ports/testing/sample-subject.ts';
import { sampleTopology } from '../ports/testing/sample-topology.ts';
import { runPath } from './run-path.ts';

const holder = { owner: 'run 2 on build-7', since: '2026-01-01T08:00:00.000Z', expires: '2026-01-01T08:02:00.000Z' };

function rehearsal() {
  const world = new FakeWorld();
  world.accounts.setLive('dev', oldVersions);
  const gates = new FakeGates();
  const run = () =>
    runPath({
      topology: sampleTopology,
      project: sampleProject,
      gates: gates.gates,
      strategies: () => plainStrategy,
      judge: new FakeJudge(),
      ports: world.ports,
      sha256,
      start: sampleStart,
      baselines: [],
      to: 'dev',
    });
  return { world, gates, run };
}

describe('the lock on an environment', () => {
  it('is held for each stage of a run, which says what it left', async () => {
    const { world, run } = rehearsal();
    expect(await run()).toMatchObject({ kind: 'finished', outcome: 'released' });
    expect(world.lock.calls).toEqual(['take local', 'give back local', 'take dev', 'give back dev']);
    expect(world.lock.ends[1]).toMatchObject({
      outcome: 'passed',
      version: sampleStart.version,
      by: world.caller.arn,
      deployed: newVersions,
    });
  });

  it('keeps a run out where another holds it, and names that one', async () => {
    const { world, gates, run } = rehearsal();
    world.lock.answer = { kind: 'refused', holder };
    const result = await run();
    expect(result).toMatchObject({ kind: 'finished', outcome: 'blocked' });
    const refused = world.evidence.entries().find(({ happening }) => happening.kind === 'refused')?.happening;
    expect(refused).toMatchObject({ environment: 'local', gate: 'provenance' });
    expect(refused).toHaveProperty('reason', expect.stringContaining('run 2 on build-7 promotes to local since 2026-01-01T08:00:00.000Z'));
    expect(gates.subjects).toEqual([]);
    expect(world.lock.ends).toEqual([]);
  });

  it('that somebody lost is taken over, and the ledger says whose it was', async () => {
    const { world, run } = rehearsal();
    world.lock.answer = { kind: 'held', lost: holder };
    await run();
    const started = world.evidence.entries().find(({ happening }) => happening.kind === 'stage-started')?.happening;
    expect(started).toHaveProperty('lockLost', 'run 2 on build-7');
    expect(world.progress).toContain('The lock on local of run 2 on build-7 ran out at 2026-01-01T08:02:00.000Z and was taken over.');
  });

  it('is given back by a run that was blocked, which says so', async () => {
    const { world, gates, run } = rehearsal();
    gates.answer('local', 'smoke', 'failed');
    await run();
    expect(world.lock.calls).toEqual(['take local', 'give back local']);
    expect(world.lock.ends).toEqual([expect.objectContaining({ outcome: 'blocked' })]);
  });

  it.each([
    [{ kind: 'refused', holder }, "run 2 on build-7 promotes to local since 2026-01-01T08:00:00.000Z, and two can't"],
    [{ kind: 'held', lost: holder }, 'The lock on local ran out, and run 2 on build-7 promoted there since 2026-01-01T08:00:00.000Z'],
  ] as const)('that was lost under way ends the stage before its next step: %j', async (later, reason) => {
    const { world, gates, run } = rehearsal();
    world.lock.later = later;
    expect(await run()).toMatchObject({ kind: 'finished', outcome: 'blocked' });
    const refused = world.evidence.entries().find(({ happening }) => happening.kind === 'refused')?.happening;
    expect(refused).toMatchObject({ environment: 'local', gate: 'provenance' });
    expect(refused).toHaveProperty('reason', expect.stringContaining(reason));
    expect(gates.subjects).toEqual([]);
    expect(world.lock.ends).toEqual([]);
  });
});
