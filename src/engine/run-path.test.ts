import { describe, expect, it } from 'vitest';
import type { Happening } from '../model/evidence.ts';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeEvidence } from '../ports/testing/fake-evidence.ts';
import { deployNew, FakeGates, gateResult } from '../ports/testing/fake-gates.ts';
import { otherCommit, headCommit } from '../ports/testing/fake-source.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { digestNamed, sampleRelease, sha256 } from '../ports/testing/sample-release.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { FakeJudge } from '../ports/testing/fake-judge.ts';
import { plainStrategy } from '../ports/testing/sample-subject.ts';
import { sampleTopology } from '../ports/testing/sample-topology.ts';
import type { RunOptions } from './run-options.ts';
import { runPath } from './run-path.ts';

/** Production is live with the old version; the other environments are empty. */
function rehearsal(evidence = new FakeEvidence()) {
  const world = new FakeWorld(evidence);
  world.accounts.setLive('production', oldVersions);
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
    baselines: [{ environment: 'production', version: 'v1.3.0', commit: otherCommit, deployed: oldVersions }],
  };
  return { world, gates, options, run: (more: Partial<RunOptions> = {}) => runPath({ ...options, ...more }) };
}

function told(happenings: readonly Happening[]): readonly string[] {
  return happenings.map((each) => {
    switch (each.kind) {
      case 'step-finished':
        return `${each.environment}/${each.name} ${each.verdict}`;
      case 'stage-finished':
        return `${each.environment} ${each.outcome}`;
      case 'run-finished':
        return `run ${each.outcome}`;
      case 'rollout-step':
        return `${each.environment} ${each.name} ${each.phase}`;
      case 'rollout-order':
        return `${each.environment} ${each.order}`;
      case 'resumed':
        return `resumed at ${each.from}`;
      case 'run-started':
        return 'run started';
      case 'baseline':
      case 'refused':
      case 'rolled-back':
      case 'approval-given':
      case 'waiver-given':
      case 'flag-switched':
      case 'fault-planted':
      case 'fault-removed':
      case 'stage-started':
        return `${each.environment} ${each.kind}`;
    }
  });
}

const wholePath = [
  'run started',
  'production baseline',
  'local baseline',
  'local stage-started',
  'local/build passed',
  'local/deploy passed',
  'local/smoke passed',
  'local passed',
  'dev baseline',
  'dev stage-started',
  'dev/deploy passed',
  'dev/schema-snapshot passed',
  'dev/tag-artefacts passed',
  'dev/smoke passed',
  'dev passed',
  'uat baseline',
  'uat stage-started',
  'uat/same-artefact passed',
  'uat/deploy passed',
  'uat passed',
  'production stage-started',
  'production/approval passed',
  'production/deploy passed',
  'production/smoke passed',
  'production passed',
  'run released',
];

function find<Kind extends Happening['kind']>(
  evidence: FakeEvidence,
  kind: Kind,
  environment?: string,
): Extract<Happening, { kind: Kind }> {
  const found = evidence.happenings.findLast(
    (each): each is Extract<Happening, { kind: Kind }> =>
      each.kind === kind && (environment === undefined || ('environment' in each && each.environment === environment)),
  );
  if (found === undefined) throw new Error(`There is no ${kind}.`);
  return found;
}

describe('a healthy path', () => {
  it('goes through every stage in order and is released', async () => {
    const { world, run } = rehearsal();
    const result = await run();
    expect(result).toEqual({
      kind: 'finished',
      outcome: 'released',
      reason: 'v1.4.0 is released: every stage passed, production is the last.',
      missingTool: null,
      already: false,
    });
    expect(told(world.evidence.happenings)).toEqual(wholePath);
  });

  it('writes down the run, its whole path and how long it took', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('local', 'smoke', () => {
      world.clock.advance(4000);
      return gateResult('passed');
    });
    await run();
    expect(find(world.evidence, 'run-started')).toEqual({
      ...sampleStart,
      kind: 'run-started',
      at: '2026-01-01T00:00:00.000Z',
      path: [
        { environment: 'local', account: '111111111111', trigger: { kind: 'manual', ref: headCommit } },
        { environment: 'dev', account: '111111111111', trigger: { kind: 'merge', ref: 'main' } },
        { environment: 'uat', account: '111111111111', trigger: { kind: 'tag', ref: 'v1.4.0-rc.1' } },
        { environment: 'production', account: '111111111111', trigger: { kind: 'tag', ref: 'v1.4.0' } },
      ],
    });
    expect(find(world.evidence, 'run-finished')).toMatchObject({ at: '2026-01-01T00:00:04.000Z', durationMs: 4000 });
    expect(find(world.evidence, 'step-finished', 'local')).toEqual({
      kind: 'step-finished',
      at: '2026-01-01T00:00:04.000Z',
      environment: 'local',
      step: 2,
      name: 'smoke',
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 4000,
      verdict: 'passed',
      reason: 'It passed.',
      evidence: [digestNamed('gate')],
      facts: {},
    });
  });

  it('makes the tags that set UAT and production off, on the rehearsed commit', async () => {
    const { world, run } = rehearsal();
    await run();
    expect(Object.fromEntries(world.source.tags)).toEqual({ 'v1.4.0-rc.1': headCommit, 'v1.4.0': headCommit });
    expect(find(world.evidence, 'stage-started', 'uat')).toMatchObject({
      trigger: { kind: 'tag', ref: 'v1.4.0-rc.1' },
      principal: 'arn:aws:iam::999999999999:role/pipeline/session',
      account: '111111111111',
    });
  });

  it('notes what was live in an environment before it changes it', async () => {
    const { world, run } = rehearsal();
    world.accounts.setLive('uat', oldVersions);
    await run();
    expect(find(world.evidence, 'baseline', 'uat')).toMatchObject({ version: null, commit: null, deployed: oldVersions });
    expect(find(world.evidence, 'baseline', 'production')).toMatchObject({ version: 'v1.3.0', commit: otherCommit });
  });

  it('asks once for each stage who comes in, and times each step by itself', async () => {
    const { world, gates, run } = rehearsal();
    const asked: string[] = [];
    const identity = {
      ...world.ports.identity,
      callerFor: (environment: string) => {
        asked.push(environment);
        return Promise.resolve(world.caller);
      },
    };
    gates.script('local', 'smoke', () => {
      world.clock.advance(4000);
      return gateResult('passed');
    });
    gates.script('uat', 'same-artefact', () => {
      world.clock.advance(10);
      return gateResult('passed');
    });
    await run({ ports: { ...world.ports, identity } });
    expect(asked).toEqual(['local', 'dev', 'uat', 'production']);
    const same = world.evidence.happenings.find((each) => each.kind === 'step-finished' && each.name === 'same-artefact');
    expect(same).toMatchObject({ durationMs: 10 });
  });

  it('hands each gate what was done, built and live before it', async () => {
    const { gates, run } = rehearsal();
    await run();
    const last = gates.subjects.at(-1);
    expect(last?.stage.environment).toBe('production');
    expect(last?.release).toEqual(sampleRelease);
    expect(last?.liveBefore).toEqual(oldVersions);
    expect(last?.again).toBe(false);
    expect(last?.commit).toBe(headCommit);
    expect(last?.version).toBe('v1.4.0');
    expect(last?.authors).toEqual(['Ada Author <ada@example.com>']);
    expect(last?.done.map((step) => `${step.environment}/${step.name}`)).toContain('dev/tag-artefacts');
    expect(gates.subjects[0]?.release).toBeNull();
  });

  it('tells whoever watches', async () => {
    const { world, run } = rehearsal();
    await run({ to: 'local' });
    expect(world.progress).toEqual([
      'run-started',
      'baseline',
      'baseline',
      'stage-started',
      'local/build',
      'step-finished',
      'local/deploy',
      'step-finished',
      'local/smoke',
      'step-finished',
      'stage-finished',
      'run-finished',
    ]);
  });

  it('ends where it was asked to end, and goes on from there when more is asked', async () => {
    const { world, gates, run } = rehearsal();
    expect(await run({ to: 'uat' })).toMatchObject({ outcome: 'released', reason: 'v1.4.0 passed every stage as far as asked: uat.' });
    expect(world.accounts.calls.join()).not.toContain('production');
    expect(await run({ to: 'uat' })).toMatchObject({ outcome: 'released', already: true });
    expect(await run()).toMatchObject({ outcome: 'released', already: false });
    expect(gates.subjects.filter((each) => each.step.gate === 'build')).toHaveLength(1);
    expect(told(world.evidence.happenings)).toContain('resumed at production');
  });
});

describe('a gate that is not passed', () => {
  it.each(['failed', 'inconclusive'] as const)('blocks the path when it is %s', async (verdict) => {
    const { world, gates, run } = rehearsal();
    gates.answer('uat', 'same-artefact', verdict, { reason: 'A zip was changed.' });
    const said = verdict === 'failed' ? 'failed' : 'was inconclusive';
    expect(await run()).toMatchObject({
      kind: 'finished',
      outcome: 'blocked',
      reason: `uat: same-artefact ${said}: A zip was changed.`,
      missingTool: null,
    });
    expect(told(world.evidence.happenings).slice(-3)).toEqual([`uat/same-artefact ${verdict}`, 'uat blocked', 'run blocked']);
  });

  it('names the tool that a gate did without', async () => {
    const { gates, run } = rehearsal();
    gates.answer('uat', 'same-artefact', 'inconclusive', { facts: { missingTool: 'k6' } });
    expect(await run()).toMatchObject({ outcome: 'blocked', missingTool: 'k6' });
    gates.answer('uat', 'same-artefact', 'passed');
    expect(await run()).toMatchObject({ outcome: 'released', missingTool: null });
  });

  it('stays blocked when it is resumed, unless it is to be judged again', async () => {
    const { world, gates, run } = rehearsal();
    gates.answer('uat', 'same-artefact', 'failed');
    await run();
    gates.answer('uat', 'same-artefact', 'passed');
    const entries = world.evidence.entries().length;
    expect(await run()).toMatchObject({ outcome: 'blocked', already: true });
    expect(world.evidence.entries()).toHaveLength(entries);
    expect(await run({ judgeAgain: true })).toMatchObject({ outcome: 'released', already: false });
    expect(told(world.evidence.happenings.slice(entries, entries + 2))).toEqual([
      'resumed at uat/same-artefact',
      'uat/same-artefact passed',
    ]);
    expect(gates.subjects.filter((each) => each.step.gate === 'build')).toHaveLength(1);
  });

  it('waits for a person, and asks again when it is resumed', async () => {
    const { world, gates, run } = rehearsal();
    gates.answer('production', 'approval', 'waiting', { reason: 'Nobody has approved.' });
    expect(await run()).toMatchObject({ outcome: 'waiting', reason: 'production: approval waits: Nobody has approved.' });
    expect(await run()).toMatchObject({ outcome: 'waiting', already: false });
    gates.answer('production', 'approval', 'passed');
    expect(await run()).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings).slice(-7)).toEqual([
      'run waiting',
      'resumed at production/approval',
      'production/approval passed',
      'production/deploy passed',
      'production/smoke passed',
      'production passed',
      'run released',
    ]);
    expect(world.accounts.calls.filter((call) => call.startsWith('shift production'))).toHaveLength(1);
  });
});

describe('a waiver', () => {
  const waiver = {
    gate: 'smoke',
    environment: 'production',
    version: 'v1.4.0',
    by: 'Rosa Release',
    role: 'release-manager',
    reason: 'The partner is down',
    reference: 'OPS-7',
    at: '2026-01-01T00:00:00.000Z',
    expires: '2026-01-08T00:00:00.000Z',
  } as const;

  it('given before a gate is red lets the stage go on, and nothing is rolled back', async () => {
    const { world, gates, run } = rehearsal();
    await run({ to: 'uat' });
    await world.evidence.append({ kind: 'waiver-given', at: waiver.at, environment: 'production', waiver });
    gates.answer('production', 'smoke', 'failed', { reason: 'POST answered 500.' });
    expect(await run()).toMatchObject({ outcome: 'released' });
    const smoke = find(world.evidence, 'step-finished', 'production');
    expect(smoke).toMatchObject({ verdict: 'waived', evidence: [digestNamed('gate'), digestNamed('traffic')] });
    expect(smoke.reason).toBe(
      'POST answered 500. Waived by Rosa Release, release-manager, until 2026-01-08T00:00:00.000Z: The partner is down (OPS-7). Meanwhile users made 1000 requests and saw no error.',
    );
    expect(await world.ports.deployer.live('production')).toEqual(newVersions);
  });

  it('given after it goes on behind the gate, which is not asked again', async () => {
    const { world, gates, options, run } = rehearsal();
    const project = { ...sampleProject, approvals: { ...sampleProject.approvals, dev: { roles: ['release-manager'] } } };
    const topology = {
      ...options.topology,
      stages: options.topology.stages.map((stage) => ({
        ...stage,
        steps: stage.steps.map((step) => (step.kind === 'gate' ? { ...step, onFailure: 'stop' as const } : step)),
      })),
    };
    gates.answer('dev', 'smoke', 'inconclusive', { reason: 'Nothing ran.' });
    expect(await run({ project, topology })).toMatchObject({ outcome: 'blocked' });
    const asked = gates.subjects.length;
    await world.evidence.append({ kind: 'waiver-given', at: waiver.at, environment: 'dev', waiver: { ...waiver, environment: 'dev' } });
    const entries = world.evidence.entries().length;
    expect(await run({ project, topology, judgeAgain: true })).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings.slice(entries, entries + 4))).toEqual([
      'resumed at dev/smoke',
      'dev/smoke waived',
      'dev passed',
      'uat baseline',
    ]);
    expect(gates.subjects[asked]?.stage.environment).toBe('uat');
  });

  it('that came after a rollback lets the stage be gone through again, and its gate be asked', async () => {
    const { world, gates, run } = rehearsal();
    gates.answer('production', 'smoke', 'failed');
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    await world.evidence.append({ kind: 'waiver-given', at: waiver.at, environment: 'production', waiver });
    const entries = world.evidence.entries().length;
    expect(await run({ judgeAgain: true })).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings.slice(entries, entries + 3))).toEqual([
      'resumed at production/deploy',
      'production/deploy passed',
      'production/smoke waived',
    ]);
  });

  it('that counts for nothing leaves the gate red, and it is asked again', async () => {
    const { world, gates, run } = rehearsal();
    gates.answer('uat', 'same-artefact', 'failed', { reason: 'A zip was changed.' });
    await run();
    const uat = { ...waiver, environment: 'uat', gate: 'same-artefact' } as const;
    await world.evidence.append({ kind: 'waiver-given', at: waiver.at, environment: 'uat', waiver: uat });
    const asked = gates.subjects.length;
    expect(await run({ judgeAgain: true })).toMatchObject({
      outcome: 'blocked',
      reason:
        "uat: same-artefact failed: A zip was changed. The waiver by Rosa Release counts for nothing: same-artefact can't be waived, for other bytes than those that were tested are another release.",
    });
    expect(gates.subjects).toHaveLength(asked + 1);
  });
});

describe('a stage that is to be gone through again', () => {
  it('is, with those after it, though it had passed; nothing is built again', async () => {
    const { world, gates, run } = rehearsal();
    await run();
    const entries = world.evidence.entries().length;
    const asked = gates.subjects.length;
    expect(await run({ from: 'uat', again: ['uat', 'production'] })).toMatchObject({ outcome: 'released', already: false });
    expect(told(world.evidence.happenings.slice(entries))).toEqual([
      'resumed at uat',
      ...wholePath.slice(wholePath.indexOf('uat stage-started')),
    ]);
    expect(gates.subjects.slice(asked).some((each) => each.step.gate === 'build')).toBe(false);
    expect(gates.subjects.at(-1)?.liveBefore).toEqual(oldVersions);
  });
});

describe('a run whose world is gone', () => {
  it('goes through its path again from the first stage, in the new one', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => {
      throw new Error('Postgres of production ended by itself.');
    });
    expect(await run()).toMatchObject({ kind: 'broke' });
    const entries = world.evidence.entries().length;
    gates.script('production', 'smoke', () => gateResult('passed'));
    world.accounts.setLive('production', oldVersions);
    expect(await run({ judgeAgain: true, newWorld: true })).toMatchObject({ outcome: 'released', already: false });
    expect(told(world.evidence.happenings.slice(entries))).toEqual([
      'resumed at local',
      ...wholePath.slice(2).filter((each) => !each.endsWith('baseline')),
    ]);
  });

  it('stays as it is where it was released: nothing was to be done in it', async () => {
    const { world, run } = rehearsal();
    await run();
    const entries = world.evidence.entries().length;
    expect(await run({ judgeAgain: true, newWorld: true })).toMatchObject({ outcome: 'released', already: true });
    expect(world.evidence.entries().length).toBe(entries);
  });
});

describe('a promotion that may not be', () => {
  it('is refused where the release tag is on another commit', async () => {
    const { world, run } = rehearsal();
    const result = await run({ tagCommits: { release: otherCommit } });
    expect(result).toMatchObject({ outcome: 'blocked' });
    expect(find(world.evidence, 'refused', 'production').reason).toContain(
      'v1.4.0 is on commit bbbbbbbbbbbb, but the candidate that passed, v1.4.0-rc.1, is on commit aaaaaaaaaaaa',
    );
    expect(told(world.evidence.happenings).slice(-3)).toEqual(['production refused', 'production blocked', 'run blocked']);
    expect(find(world.evidence, 'run-finished').reason).toMatch(/^production: v1\.4\.0 is on commit/);
  });

  it('is refused where stages were skipped', async () => {
    const { world, run } = rehearsal();
    expect(await run({ from: 'production' })).toMatchObject({ outcome: 'blocked' });
    expect(find(world.evidence, 'refused').reason).toBe(
      'production takes only what uat has passed, and this release has not been through it in this run: promote it to uat first.',
    );
    expect(world.source.tags.size).toBe(0);
    expect(world.accounts.calls).toEqual([]);
  });

  it('is refused to anybody but the pipeline', async () => {
    const { world, run } = rehearsal();
    world.caller = { ...world.caller, roleArn: 'arn:aws:iam::1:role/dev' };
    expect(await run()).toMatchObject({ outcome: 'blocked' });
    expect(find(world.evidence, 'refused', 'local').reason).toContain('arn:aws:iam::1:role/dev may not promote to local');
  });

  it('is judged again when a stage is taken up in the middle', async () => {
    const first = rehearsal();
    await first.run();
    const cut = first.world.evidence.cutTo(wholePath.indexOf('production/approval passed') + 1);
    const second = rehearsal(cut);
    second.world.source.tags.set('v1.4.0-rc.1', headCommit).set('v1.4.0', otherCommit);
    expect(await second.run()).toMatchObject({ outcome: 'blocked' });
    expect(told(cut.happenings).slice(-3)).toEqual(['production refused', 'production blocked', 'run blocked']);
    expect(second.world.accounts.calls).toEqual([]);
  });

  it('may be once it is put right, when it is judged again', async () => {
    const { world, run } = rehearsal();
    world.source.onMain = [];
    expect(await run()).toMatchObject({ outcome: 'blocked' });
    world.source.onMain = [headCommit];
    expect(await run({ judgeAgain: true })).toMatchObject({ outcome: 'released' });
  });
});

describe('users under a rollout', () => {
  it('are there from before the deploy until the stage has passed', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => gateResult('passed', { reason: world.load.calls.join() }));
    await run();
    expect(world.load.calls).toEqual(['start production', 'stop production']);
    const smoke = find(world.evidence, 'step-finished', 'production');
    expect(smoke.reason).toBe('start production Meanwhile users made 1000 requests and saw no error.');
    expect(smoke.facts.load).toEqual(world.load.seen.routes);
    expect(smoke.evidence).toEqual([digestNamed('gate'), digestNamed('traffic')]);
  });

  it.each([
    [{ kind: 'missing-tool', tool: 'k6', reason: 'k6 is not here.' }, 'k6 is not here.', 'k6'],
    [{ kind: 'broken', reason: 'k6 exited.' }, 'k6 exited.', null],
    [{ kind: 'not-configured' }, 'name a k6 script under performance in rehearsal.yaml.', null],
  ] as const)('must be there, or nothing is changed: %o', async (failure, reason, missingTool) => {
    const { world, run } = rehearsal();
    world.load.startFailure = failure;
    expect(await run()).toMatchObject({
      outcome: 'blocked',
      reason: `production: deploy was inconclusive: Users' traffic on production could not be started: ${reason}`,
      missingTool,
    });
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
  });

  it('are not taken for content where their traffic broke off', async () => {
    const { world, run } = rehearsal();
    world.load.seen = { ...world.load.seen, cutShort: 'k6 ended by itself with a signal' };
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    expect(find(world.evidence, 'step-finished', 'production')).toMatchObject({ name: 'smoke', verdict: 'inconclusive' });
    world.load.seen = { ...world.load.seen, cutShort: null };
    expect(await run({ judgeAgain: true })).toMatchObject({ outcome: 'released' });
  });

  it('are not there where nothing was live', async () => {
    const { world, run } = rehearsal();
    world.accounts.setLive('production', []);
    expect(await run({ baselines: [] })).toMatchObject({ outcome: 'released' });
    expect(world.load.calls).toEqual([]);
  });
});

describe('a rollback', () => {
  function redSmoke() {
    const all = rehearsal();
    all.gates.script('production', 'smoke', () => {
      all.world.clock.advance(7000);
      return gateResult('failed', { reason: 'POST answered 500.' });
    });
    return all;
  }

  it("gives traffic back to what was live, under the users' eyes", async () => {
    const { world, run } = redSmoke();
    world.accounts.onShift = () => world.clock.advance(300);
    world.load.seen = { ...world.load.seen, userErrorWindowMs: 6500 };
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
    expect(find(world.evidence, 'rolled-back')).toEqual({
      kind: 'rolled-back',
      at: '2026-01-01T00:00:08.500Z',
      environment: 'production',
      rollback: {
        trigger: 'smoke: POST answered 500.',
        detectedMs: 7300,
        revertedMs: 300,
        userErrorWindowMs: 6500,
        limitMs: 60_000,
        rehearsed: false,
      },
      deployed: oldVersions,
      load: world.load.seen.routes,
    });
    expect(told(world.evidence.happenings).slice(-4)).toEqual([
      'production/smoke failed',
      'production rolled-back',
      'production rolled-back',
      'run rolled-back',
    ]);
    expect(world.load.calls).toEqual(['start production', 'stop production']);
    expect(find(world.evidence, 'run-finished').reason).toBe(
      'production: smoke failed: POST answered 500. Rolled back to what was live before (detected after 7300 ms, reverted after another 300 ms; users saw errors for 6500 ms, within the limit of 60000 ms).',
    );
  });

  it('happens after a kill too, and then takes all of the time for errors', async () => {
    const first = redSmoke();
    await first.run();
    const red = told(first.world.evidence.happenings).indexOf('production/smoke failed');
    const second = rehearsal(first.world.evidence.cutTo(red + 1));
    second.world.accounts.setLive('production', newVersions);
    second.world.clock.advance(20_000);
    expect(await second.run()).toMatchObject({ outcome: 'rolled-back' });
    expect(find(second.world.evidence, 'rolled-back').rollback).toMatchObject({
      detectedMs: 7000,
      revertedMs: 13_000,
      userErrorWindowMs: 20_000,
    });
    expect(told(second.world.evidence.happenings)).toContain('resumed at production/roll-back');
    expect(second.world.load.calls).toEqual([]);
  });

  it('has nowhere to go where nothing was live before', async () => {
    const { world, run } = redSmoke();
    world.accounts.setLive('production', []);
    expect(await run({ baselines: [] })).toMatchObject({
      outcome: 'blocked',
      reason:
        "production: smoke failed: POST answered 500. Nothing was live in production before, so traffic can't go back: the new version is still live.",
    });
    expect(await world.ports.deployer.live('production')).toEqual(newVersions);
  });

  it('that does not bring the old version back is an error, and is tried again on resume', async () => {
    const { world, run } = redSmoke();
    world.load.calls.length = 0;
    world.accounts.onShift = () => {
      if (world.accounts.calls.at(-1)?.includes(':1 ') === true) world.accounts.ignoresShifts = true;
    };
    const result = await run();
    expect(result).toMatchObject({
      kind: 'broke',
      environment: 'production',
      step: 'roll-back',
      message:
        "CreateFunction shows version 2 as live after the rollback, not version 1 as it was before: give production's traffic back by hand, then resume the run.",
    });
    expect(world.load.calls).toEqual(['start production', 'stop production']);
    world.accounts.onShift = () => undefined;
    world.accounts.ignoresShifts = false;
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    expect(world.load.calls).toEqual(['start production', 'stop production']);
  });

  it('lets the stage be gone through again from its deploy when it is judged again', async () => {
    const { world, gates, run } = redSmoke();
    await run();
    gates.answer('production', 'smoke', 'passed');
    const entries = world.evidence.entries().length;
    expect(await run({ judgeAgain: true })).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings.slice(entries))).toEqual([
      'resumed at production/deploy',
      'production/deploy passed',
      'production/smoke passed',
      'production passed',
      'run released',
    ]);
    expect(gates.subjects.findLast((each) => each.step.gate === 'deploy')?.again).toBe(true);
  });

  it('is made by a deploy that is red after it moved traffic', async () => {
    const { gates, world, run } = rehearsal();
    gates.script('production', 'deploy', async (subject, ports) => ({ ...(await deployNew(subject, ports)), verdict: 'failed' }));
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
  });
});

describe('a world that breaks', () => {
  it('ends the run with an error that names the step, and the run goes on from there', async () => {
    const { world, gates, run } = rehearsal();
    const cause = new Error('connection refused');
    gates.script('uat', 'deploy', () => Promise.reject(cause));
    expect(await run()).toEqual({ kind: 'broke', environment: 'uat', step: 'deploy', message: 'connection refused', cause });
    expect(told(world.evidence.happenings).slice(-2)).toEqual(['uat/same-artefact passed', 'run error']);
    expect(find(world.evidence, 'run-finished').reason).toBe(
      'uat/deploy broke: connection refused. Resume the run when that is put right.',
    );
    gates.script('uat', 'deploy', deployNew);
    expect(await run()).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings)).toContain('resumed at uat/deploy');
  });

  it("stops the users' traffic", async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => Promise.reject(new Error('no network.')));
    expect(await run()).toMatchObject({ kind: 'broke', step: 'smoke' });
    expect(world.load.calls).toEqual(['start production', 'stop production']);
    expect(find(world.evidence, 'run-finished').reason).toBe(
      'production/smoke broke: no network. What was live in production before is live again. Resume the run when that is put right.',
    );
  });

  it('gives traffic back where a step threw that would have, and goes again from the deploy', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => Promise.reject(new Error('no network.')));
    await run();
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
    expect(find(world.evidence, 'rolled-back').rollback.trigger).toBe('smoke: it broke: no network.');
    expect(told(world.evidence.happenings).slice(-2)).toEqual(['production rolled-back', 'run error']);
    gates.answer('production', 'smoke', 'passed');
    expect(await run()).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings).slice(-5)).toEqual([
      'resumed at production/deploy',
      'production/deploy passed',
      'production/smoke passed',
      'production passed',
      'run released',
    ]);
    expect(await world.ports.deployer.live('production')).toEqual(newVersions);
  });

  it('gives back what a deploy that threw had moved, also where the topology only stops', async () => {
    const { world, gates, run } = rehearsal();
    world.accounts.setLive('uat', oldVersions);
    gates.script('uat', 'deploy', async (subject, ports) => {
      await deployNew(subject, ports);
      throw new Error('throttled');
    });
    expect(await run()).toMatchObject({ kind: 'broke', environment: 'uat', step: 'deploy', message: 'throttled' });
    expect(await world.ports.deployer.live('uat')).toEqual(oldVersions);
    expect(find(world.evidence, 'rolled-back', 'uat')).toMatchObject({ deployed: oldVersions, rollback: { detectedMs: 0 } });
    gates.script('uat', 'deploy', deployNew);
    expect(await run()).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings)).toContain('resumed at uat/deploy');
  });

  it.each([
    ['no traffic was moved', 'production', 'deploy'],
    ['the step would only stop', 'uat', 'same-artefact'],
    ['nothing was live before', 'dev', 'deploy'],
  ] as const)('rolls nothing back where %s', async (_, environment, gate) => {
    const { world, gates, run } = rehearsal();
    gates.script(environment, gate, () => Promise.reject(new Error('no network')));
    await run();
    expect(world.evidence.happenings.some((each) => each.kind === 'rolled-back')).toBe(false);
    expect(find(world.evidence, 'run-finished').reason).toBe(
      `${environment}/${gate} broke: no network. Resume the run when that is put right.`,
    );
  });

  it('rolls nothing back in a world that is broken itself', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => Promise.reject(new Error('no network')));
    const fault = (): Promise<Error> => Promise.resolve(new Error('The emulator ended by itself.'));
    await run({ world: { broke: new Promise<never>(() => undefined), fault } });
    expect(await world.ports.deployer.live('production')).toEqual(newVersions);
  });

  it('says so where traffic could not be given back after a throw', async () => {
    const { world, gates, run } = rehearsal();
    gates.script('production', 'smoke', () => {
      world.accounts.ignoresShifts = true;
      return Promise.reject(new Error('no network'));
    });
    expect(await run()).toMatchObject({ kind: 'broke', message: 'no network' });
    expect(find(world.evidence, 'run-finished').reason).toContain(
      'broke: no network. What was live in production before could not be brought back: CreateFunction shows version 2 as live',
    );
  });

  it("says so where the traffic can't be stopped either", async () => {
    const { world, gates, run } = rehearsal();
    world.load.stopFailure = new Error('k6 hangs');
    gates.script('production', 'smoke', () => Promise.reject(new Error('no network')));
    expect(await run()).toMatchObject({ kind: 'broke', step: 'smoke', message: 'no network' });
    expect(world.progress).toContain("The users' traffic could not be stopped: k6 hangs");
  });

  it('ends a run at once, and what the step still finds out is written nowhere', async () => {
    const { world, gates, run } = rehearsal();
    const dead = new Error('Postgres of uat ended by itself.');
    const broke = Promise.withResolvers<never>();
    const late = Promise.withResolvers<void>();
    gates.script('uat', 'deploy', async () => {
      broke.reject(dead);
      await late.promise;
      return gateResult('passed');
    });
    const result = await run({ world: { broke: broke.promise, fault: () => Promise.resolve(null) } });
    expect(result).toMatchObject({ kind: 'broke', environment: 'uat', step: 'deploy', message: 'Postgres of uat ended by itself.' });
    const before = told(world.evidence.happenings);
    expect(before.at(-1)).toBe('run error');
    late.resolve();
    await new Promise(setImmediate);
    expect(told(world.evidence.happenings)).toEqual(before);
    gates.script('uat', 'deploy', deployNew);
    expect(await run()).toMatchObject({ outcome: 'released' });
  });

  it.each([
    ['a red verdict', () => gateResult('failed')],
    ['a throw', () => Promise.reject(new Error('connect ECONNREFUSED'))],
  ])('is the reason, where it broke before anybody knew: %s counts for nothing', async (_, step) => {
    const { world, gates, run } = rehearsal();
    gates.script('uat', 'deploy', step);
    const fault = (): Promise<Error> => Promise.resolve(new Error('The emulator ended by itself.'));
    const result = await run({ world: { broke: new Promise<never>(() => undefined), fault } });
    expect(result).toMatchObject({ kind: 'broke', step: 'deploy', message: 'The emulator ended by itself.' });
    expect(told(world.evidence.happenings).slice(-2)).toEqual(['uat/same-artefact passed', 'run error']);
  });

  it('leaves a verdict that it did not cause', async () => {
    const { gates, run } = rehearsal();
    gates.script('uat', 'deploy', () => gateResult('failed'));
    const well = { broke: new Promise<never>(() => undefined), fault: () => Promise.resolve(null) };
    expect(await run({ world: well })).toMatchObject({ kind: 'finished', outcome: 'blocked' });
  });

  it('breaks on a gate that does not exist', async () => {
    const { run } = rehearsal();
    expect(await run({ gates: new Map() })).toMatchObject({
      kind: 'broke',
      environment: 'local',
      step: 'build',
      message: 'There is no build gate: take it out of the topology.',
    });
  });

  it('breaks at the door of a stage', async () => {
    const { world, run } = rehearsal();
    world.source.tags.set('x', otherCommit);
    expect(
      await run({
        tagCommits: {},
        ports: { ...world.ports, identity: { pipelineRoleArn: '', callerFor: () => Promise.reject(new Error('STS is down')) } },
      }),
    ).toMatchObject({
      kind: 'broke',
      environment: 'local',
      step: 'start-stage',
      message: 'STS is down',
    });
  });
});

describe('a run that is stopped', () => {
  it('ends between steps without an end in the ledger, and goes on when it is resumed', async () => {
    const { world, gates, run } = rehearsal();
    const stop = new AbortController();
    gates.script('dev', 'deploy', (subject, ports) => {
      stop.abort();
      return deployNew(subject, ports);
    });
    expect(await run({ signal: stop.signal })).toEqual({ kind: 'interrupted', at: 'dev/schema-snapshot' });
    expect(told(world.evidence.happenings).at(-1)).toBe('dev/deploy passed');
    expect(await run()).toMatchObject({ outcome: 'released' });
    expect(told(world.evidence.happenings)).toContain('resumed at dev/schema-snapshot');
  });

  it('does not count a check that was stopped with it', async () => {
    const { world, gates, run } = rehearsal();
    const stop = new AbortController();
    gates.script('dev', 'smoke', () => {
      stop.abort();
      return gateResult('failed');
    });
    expect(await run({ signal: stop.signal })).toEqual({ kind: 'interrupted', at: 'dev/smoke' });
    expect(told(world.evidence.happenings).at(-1)).toBe('dev/tag-artefacts passed');
  });

  it('takes a throw for the stop that it is, and stops the traffic', async () => {
    const { world, gates, run } = rehearsal();
    const stop = new AbortController();
    gates.script('production', 'smoke', () => {
      stop.abort();
      return Promise.reject(new Error('killed'));
    });
    expect(await run({ signal: stop.signal })).toEqual({ kind: 'interrupted', at: 'production/smoke' });
    expect(told(world.evidence.happenings).at(-1)).toBe('production/deploy passed');
    expect(world.load.calls).toEqual(['start production', 'stop production']);
  });
});

describe('a run that was killed', () => {
  it.each(wholePath.map((_, index) => index + 1))('goes on after %i entries and is released without building twice', async (entries) => {
    const first = rehearsal();
    await first.run();
    const cut = first.world.evidence.cutTo(entries);
    const built = told(cut.happenings).includes('local/build passed');
    const second = rehearsal(cut);
    for (const name of ['v1.4.0-rc.1', 'v1.4.0']) second.world.source.tags.set(name, headCommit);
    expect(await second.run()).toMatchObject({ kind: 'finished', outcome: 'released', already: entries === wholePath.length });
    const all = told(cut.happenings).filter((each) => !each.startsWith('resumed'));
    expect([...all].sort()).toEqual([...wholePath].sort());
    expect(second.gates.subjects.filter((each) => each.step.gate === 'build')).toHaveLength(built ? 0 : 1);
  });

  it('is not gone on with by a run of something else', async () => {
    const { world, run } = rehearsal();
    await run({ to: 'local' });
    const entries = world.evidence.entries().length;
    for (const [what, start] of [
      ['commit', { ...sampleStart, commit: otherCommit }],
      ['version', { ...sampleStart, version: 'v2.0.0' }],
      ['topology', { ...sampleStart, topology: { name: 'sample', digest: digestNamed('other') } }],
    ] as const) {
      expect(await run({ start })).toEqual({
        kind: 'unusable',
        reason: `The run to resume is of another ${what}: resume it with what it was started with, or start a run of its own.`,
      });
    }
    expect(world.evidence.entries()).toHaveLength(entries);
  });
});

describe('limits', () => {
  it.each([
    [{ to: 'qa' }, 'qa is no environment of sample: choose one of local, dev, uat, production.'],
    [{ from: 'qa' }, 'qa is no environment of sample: choose one of local, dev, uat, production.'],
    [{ from: 'uat', to: 'dev' }, 'dev comes before uat on the path of sample: turn them round.'],
  ])('%o are refused before anything is done', async (limits, reason) => {
    const { world, run } = rehearsal();
    expect(await run(limits)).toEqual({ kind: 'unusable', reason });
    expect(world.evidence.entries()).toEqual([]);
  });
});
