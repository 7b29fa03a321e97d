import { describe, expect, it } from 'vitest';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeGates } from '../ports/testing/fake-gates.ts';
import { headCommit, otherCommit } from '../ports/testing/fake-source.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { sampleRelease, sha256 } from '../ports/testing/sample-release.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { FakeJudge } from '../ports/testing/fake-judge.ts';
import { plainStrategy, stepFinished } from '../ports/testing/sample-subject.ts';
import { sampleTopology } from '../ports/testing/sample-topology.ts';
import { isNamed } from './deployed-in.ts';
import { rollBackByHand, type RollbackWish } from './roll-back-by-hand.ts';
import type { RunOptions } from './run-options.ts';
import { runPath } from './run-path.ts';

async function released() {
  const world = new FakeWorld();
  world.accounts.setLive('production', oldVersions);
  const options: RunOptions = {
    topology: sampleTopology,
    project: sampleProject,
    gates: new FakeGates().gates,
    strategies: () => plainStrategy,
    judge: new FakeJudge(),
    ports: world.ports,
    sha256,
    start: sampleStart,
    baselines: [{ environment: 'production', version: 'v1.3.0', commit: otherCommit, deployed: oldVersions }],
  };
  await runPath(options);
  const entries = world.evidence.entries().length;
  world.accounts.calls.length = 0;
  const back = (wish: Partial<RollbackWish> = {}) =>
    rollBackByHand(options, { environment: 'production', to: null, by: 'Rosa Release, release-manager', ...wish });
  return { world, options, back, after: () => world.evidence.happenings.slice(entries) };
}

describe('a rollback by hand', () => {
  it('holds the lock meanwhile, says what it left, and accounts for nothing that others did', async () => {
    const { world, back } = await released();
    world.lock.calls.length = 0;
    await back();
    expect(world.lock.calls).toEqual(['take production', 'give back production']);
    expect(world.lock.ends.at(-1)).toMatchObject({ outcome: 'rolled-back', accounts: false, version: 'v1.3.0', deployed: oldVersions });
  });

  it('waits for nobody where another promotes: it is refused, with the name', async () => {
    const { world, back, after } = await released();
    world.lock.answer = { kind: 'refused', holder: { owner: 'run 2', since: 'then', expires: 'later' } };
    expect(await back()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('run 2 promotes to production') as string });
    expect(after()).toEqual([]);
  });

  it('is refused to a version that can’t live with the schema, with the ways forward', async () => {
    const { world, back, after } = await released();
    const facts = { migrated: [{ script: 'V5__drop.sql', step: 'contract' }] } as const;
    const step = stepFinished({ environment: 'production', step: 99, name: 'migrate', facts });
    await world.evidence.append(step);
    expect(await back()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('Roll forward: ') as string });
    expect(world.accounts.calls).toEqual([]);
    expect(after()).toEqual([step]);
  });

  it('gives traffic back to what was live before, and ends the run so', async () => {
    const { world, back, after } = await released();
    world.clock.advance(60_000);
    world.accounts.onShift = () => world.clock.advance(300);
    expect(await back()).toMatchObject({ kind: 'rolled-back', to: { version: 'v1.3.0', commit: otherCommit } });
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
    expect(world.accounts.calls).toEqual(['shift production CreateFunction:1 ReadFunction:1 100']);
    expect(after()).toEqual([
      { kind: 'resumed', at: '2026-01-01T00:01:00.000Z', from: 'production/roll-back-by-hand' },
      {
        kind: 'rolled-back',
        at: '2026-01-01T00:01:00.300Z',
        environment: 'production',
        rollback: {
          trigger: 'by hand: Rosa Release, release-manager, to v1.3.0',
          detectedMs: 0,
          revertedMs: 300,
          userErrorWindowMs: 300,
          limitMs: 60_000,
          rehearsed: false,
        },
        deployed: oldVersions,
        load: [],
      },
      { kind: 'stage-finished', at: '2026-01-01T00:01:00.300Z', environment: 'production', outcome: 'rolled-back' },
      {
        kind: 'run-finished',
        at: '2026-01-01T00:01:00.300Z',
        outcome: 'rolled-back',
        durationMs: 60_300,
        reason: 'Rosa Release, release-manager rolled production back to v1.3.0.',
      },
    ]);
    expect(world.progress.slice(-3)).toEqual(['rolled-back', 'stage-finished', 'run-finished']);
    expect(world.builds).toBe(0);
  });

  it.each([['v1.3.0'], [otherCommit], [otherCommit.slice(0, 7)]])('takes the release by its name: %s', async (to) => {
    const { back } = await released();
    expect(await back({ to })).toMatchObject({ kind: 'rolled-back', to: { version: 'v1.3.0' } });
  });

  it('does nothing where that is live already', async () => {
    const { back, after } = await released();
    expect(await back({ to: 'v1.4.0' })).toMatchObject({ kind: 'already', to: { version: 'v1.4.0', id: sampleRelease.id } });
    expect(after()).toEqual([]);
  });

  it('does not bring back what was rolled back', async () => {
    const { world, back } = await released();
    await back();
    expect(await back({ to: headCommit })).toMatchObject({
      kind: 'no-target',
      reason: 'v1.4.0 was rolled back in production: bring it there with rehearse promote.',
    });
    expect(await back()).toMatchObject({ kind: 'already', to: { version: 'v1.3.0' } });
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
  });

  it('lets the release come again by promotion, from its deploy', async () => {
    const { world, options, back } = await released();
    await back();
    expect(await runPath({ ...options, judgeAgain: true })).toMatchObject({ outcome: 'released' });
    expect(await world.ports.deployer.live('production')).toEqual(newVersions);
  });

  it.each([
    ['v9.9.9', 'production', 'v9.9.9 was never deployed to production: there was v1.3.0 (bbbbbbbbbbbb), v1.4.0 (aaaaaaaaaaaa).'],
    [null, 'uat', 'Nothing was live in uat before what is live now: there was v1.4.0 (aaaaaaaaaaaa).'],
    ['v1.3.0', 'uat', 'v1.3.0 was never deployed to uat: there was v1.4.0 (aaaaaaaaaaaa).'],
  ])('says what there was where there is no %s in %s', async (to, environment, reason) => {
    const { back, after } = await released();
    expect(await back({ to, environment })).toMatchObject({ kind: 'no-target', reason });
    expect(after()).toEqual([]);
  });

  it('knows of nothing where nothing was deployed', async () => {
    const { options } = await released();
    const empty = new FakeWorld();
    expect(await rollBackByHand({ ...options, ports: empty.ports }, { environment: 'dev', to: 'v1', by: 'x' })).toEqual({
      kind: 'no-target',
      reason: 'v1 was never deployed to dev: there was nothing that this run knows of.',
      were: [],
    });
  });

  it('is the pipeline’s to do', async () => {
    const { world, back, after } = await released();
    world.caller = { ...world.caller, roleArn: 'arn:aws:iam::1:role/dev' };
    expect(await back()).toMatchObject({ kind: 'refused' });
    expect(after()).toEqual([]);
  });

  it('throws for an environment that is none', async () => {
    const { back } = await released();
    await expect(back({ environment: 'qa' })).rejects.toThrow('sample has no qa.');
  });
});

describe('a rollback by hand that fails', () => {
  const throttled = new Error('Rate exceeded');

  it('gives what was live before all of the traffic again, and says so', async () => {
    const { world, back, after } = await released();
    let shifts = 0;
    world.accounts.onShift = () => {
      shifts += 1;
      if (shifts === 1) throw throttled;
    };
    const reason =
      'Rolling production back to v1.3.0 failed: Rate exceeded. What was live before it has all of the traffic again. ' +
      'In production CreateFunction has all on version 2, ReadFunction has all on version 2. Put that right and roll back again.';
    expect(await back()).toEqual({ kind: 'failed', reason });
    expect(await world.accounts.live('production')).toEqual(newVersions);
    expect(after().at(-1)).toMatchObject({ kind: 'run-finished', outcome: 'error', reason: `Rosa Release, release-manager: ${reason}` });
    expect(world.lock.calls.at(-1)).toBe('give back production');
    world.accounts.onShift = () => undefined;
    expect(await back()).toMatchObject({ kind: 'rolled-back', to: { version: 'v1.3.0' } });
  });

  it('and can’t be taken back either says where the traffic is', async () => {
    const { world, back } = await released();
    world.accounts.onShift = () => {
      throw throttled;
    };
    expect(await back()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(
        'It could not be taken back either: Rate exceeded. In production CreateFunction has all on version 2, ReadFunction has all on version 2.',
      ) as string,
    });
  });

  it('whose lock was lost meanwhile is done, and that is said', async () => {
    const { world, back } = await released();
    world.lock.later = { kind: 'held', lost: { owner: 'run 2', since: 'then', expires: 'later' } };
    expect(await back()).toMatchObject({ kind: 'rolled-back' });
    expect(world.progress.find((each) => each.startsWith('The lock on production ran out'))).toMatch(/run 2 promoted there since then/);
  });

  it('because its process was killed is nothing that a run goes on with, until it is finished', async () => {
    const { world, options, back } = await released();
    world.accounts.onShift = () => {
      throw new Error('killed');
    };
    const append = world.evidence.append.bind(world.evidence);
    world.evidence.append = (happening) =>
      happening.kind === 'run-finished' ? Promise.reject(new Error('nobody is there to write it')) : append(happening);
    await expect(back()).rejects.toThrow('nobody is there to write it');
    world.evidence.append = append;
    world.accounts.onShift = () => undefined;
    expect(await runPath({ ...options, judgeAgain: true })).toEqual({
      kind: 'unusable',
      reason:
        'A rollback of production was begun by hand and has not come to its end, so nobody knows where its traffic goes: finish it with rehearse rollback production first.',
    });
    expect(await back()).toMatchObject({ kind: 'rolled-back', to: { version: 'v1.3.0' } });
    expect(await runPath({ ...options, judgeAgain: true })).toMatchObject({ outcome: 'released' });
  });
});

describe('the name of a release', () => {
  const release = { version: 'v1.4.0', commit: 'abcdef1234567890', id: `sha256:${'12345678'.repeat(8)}` as const };

  it.each([
    ['v1.4.0', true],
    ['v1.4', false],
    ['abcdef1', true],
    ['abcdef', false],
    ['abcdef2', false],
    ['sha256:1234567', true],
    ['1234567', true],
    ['sha256:123456', false],
    ['sha256:abcdef1', false],
    ['', false],
  ])('%s: %s', (named, expected) => {
    expect(isNamed(release, named)).toBe(expected);
  });

  it('is no id where it has none', () => {
    expect(isNamed({ ...release, id: null }, '1234567')).toBe(false);
  });
});
