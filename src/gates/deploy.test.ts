import { describe, expect, it } from 'vitest';
import type { GateSubject } from '../ports/gate.ts';
import { inTwoRegions, newVersions, oldVersions, twoRegions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { stepFinished, subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import { deploy } from './deploy.ts';
import { short } from './registry-differences.ts';

const evidence = [digestNamed('stack events')];
const plan = digestNamed('plan');

function worldOf(): FakeWorld {
  const world = new FakeWorld();
  world.accounts.setLive('uat', oldVersions);
  return world;
}

function run(world: FakeWorld, more: Partial<GateSubject> = {}) {
  return deploy.run(subjectWith({ step: gateStep('deploy'), liveBefore: oldVersions, ...more }), world.ports);
}

function shifts(world: FakeWorld): readonly string[] {
  return world.accounts.calls.filter((call) => call.startsWith('shift'));
}

describe('the deploy gate', () => {
  it('makes the built bytes live and reads them back', async () => {
    const world = worldOf();
    world.accounts.onShift = () => {
      world.clock.advance(250);
    };
    expect(await run(world)).toEqual({
      verdict: 'passed',
      reason: '2 functions are live with the digests that were built (1 change; a second apply would change nothing).',
      evidence,
      facts: {
        plan,
        previous: oldVersions,
        deployed: newVersions,
        rollout: {
          strategy: 'all-at-once',
          steps: [{ name: 'shift', weightPercent: 100, startedAt: '2026-01-01T00:00:00.000Z', durationMs: 250, result: 'applied' }],
        },
      },
    });
    expect(world.accounts.calls).toEqual(['plan uat', 'deploy uat sample', 'shift uat CreateFunction:2 ReadFunction:2 100']);
  });

  it.each([
    [{ refused: 'template.json: the account refuses it: no' }, 'failed', {}],
    [{ refused: 'terraform is not here', missingTool: 'terraform' }, 'inconclusive', { missingTool: 'terraform' }],
  ] as const)('changes nothing where it can not be planned: %j', async (plans, verdict, facts) => {
    const world = worldOf();
    world.accounts.plans = plans;
    expect(await run(world)).toEqual({ verdict, reason: plans.refused, evidence: [], facts });
    expect(world.accounts.calls).toEqual(['plan uat']);
  });

  it('keeps the flags that the deploy set', async () => {
    const world = worldOf();
    world.accounts.outcome = { kind: 'deployed', functions: newVersions, changesLeft: [], evidence, flags: { instant: true } };
    expect((await run(world)).facts).toMatchObject({ plan, flags: { instant: true }, deployed: newVersions });
  });

  it('counts the changes of its plan', async () => {
    const world = worldOf();
    world.accounts.plans = { digest: plan, changes: [] };
    expect((await run(world)).reason).toContain('(0 changes;');
  });

  it('judges nothing where the backend lacks what the template wants, and deploys nothing', async () => {
    const world = worldOf();
    world.accounts.plans = { refused: 'Api is an AWS::ApiGatewayV2::Api, and this backend has no http-apis.', lacking: ['http-apis'] };
    expect(await run(world)).toMatchObject({ verdict: 'inconclusive', facts: { lacking: ['http-apis'] } });
    expect(world.accounts.calls).toEqual(['plan uat']);
  });

  it('fails where the account refuses the template, and deploys nothing', async () => {
    const world = worldOf();
    world.accounts.plans = { refused: 'template.yaml: the account refuses it: no such type' };
    expect(await run(world)).toMatchObject({ verdict: 'failed', reason: 'template.yaml: the account refuses it: no such type' });
    expect(world.accounts.calls).toEqual(['plan uat']);
  });

  it("fails with the account's own words", async () => {
    const world = worldOf();
    const events = [
      { logicalId: 'CreateRole', status: 'CREATE_FAILED', reason: 'not authorized to perform iam:PassRole.' },
      { logicalId: 'Stack', status: 'ROLLBACK_COMPLETE', reason: 'asked.' },
    ];
    world.accounts.outcome = { kind: 'failed', reason: 'The stack was rolled back.', events, evidence };
    expect(await run(world)).toEqual({
      verdict: 'failed',
      reason:
        'The stack was rolled back. CreateRole CREATE_FAILED: not authorized to perform iam:PassRole. Stack ROLLBACK_COMPLETE: asked.',
      evidence,
      facts: { plan, previous: oldVersions },
    });
    expect(shifts(world)).toEqual([]);
  });

  it('moves no traffic to bytes that were not built', async () => {
    const world = worldOf();
    const [first, second] = newVersions;
    const functions = [first, second].flatMap((each, index) =>
      each === undefined ? [] : [index === 0 ? { ...each, digest: digestNamed('other') } : each],
    );
    world.accounts.outcome = { kind: 'deployed', functions, changesLeft: [], evidence };
    expect(await run(world)).toEqual({
      verdict: 'failed',
      reason: `What was deployed is not what was built: CreateFunction version 2 is ${short(digestNamed('other'))}, built was ${short(digestNamed('create.zip'))}. No traffic was moved.`,
      evidence,
      facts: { plan, previous: oldVersions },
    });
    expect(shifts(world)).toEqual([]);
  });

  it('moves no traffic where a second apply would change something', async () => {
    const world = worldOf();
    world.accounts.outcome = { kind: 'deployed', functions: newVersions, changesLeft: ['Alias', 'Url'], evidence };
    expect(await run(world)).toMatchObject({
      verdict: 'failed',
      reason: 'A second apply would change Alias, Url: make the template say the same thing each time. No traffic was moved.',
      facts: { plan, previous: oldVersions },
    });
    expect(shifts(world)).toEqual([]);
  });

  it('fails where traffic does not follow, and keeps what a rollback needs', async () => {
    const world = worldOf();
    world.accounts.ignoresShifts = true;
    expect(await run(world)).toMatchObject({
      verdict: 'failed',
      reason: 'The rollout stopped at shift: Traffic did not follow.',
      evidence,
      facts: { previous: oldVersions, deployed: oldVersions, rollout: { steps: [{ result: 'failed' }] } },
    });
  });

  it('fails where other bytes are live than were deployed', async () => {
    const world = worldOf();
    world.accounts.liveAnswer = newVersions.slice(1);
    expect(await run(world)).toMatchObject({
      verdict: 'failed',
      reason: 'What is live is not what was built: CreateFunction is missing.',
      facts: { previous: oldVersions, deployed: newVersions.slice(1), rollout: { steps: [{ result: 'applied' }] } },
    });
  });

  it('goes no further than the first step that is not healthy', async () => {
    const world = worldOf();
    const step = (name: string, healthy: boolean) => ({
      name,
      weightPercent: 50,
      bakeMs: 0,
      act: () => Promise.resolve(void world.progress.push(name)),
      observe: () => Promise.resolve({ healthy, reason: 'Seen.' }),
      revert: () => Promise.resolve(),
    });
    const strategy = { name: 'all-at-once' as const, shifts: [], steps: () => [step('a', true), step('b', false), step('c', true)] };
    expect(await run(world, { strategy })).toMatchObject({
      verdict: 'failed',
      reason: 'The rollout stopped at b: Seen.',
      facts: {
        rollout: {
          steps: [
            { name: 'a', result: 'applied' },
            { name: 'b', result: 'failed' },
          ],
        },
      },
    });
    expect(world.progress).toEqual(['a', 'b']);
  });
});

describe('a deploy into two regions', () => {
  const stage = { ...stageOf('uat', { kind: 'manual' }, []), regions: twoRegions };
  const before = inTwoRegions(oldVersions);
  const built = inTwoRegions(newVersions);
  const [create] = newVersions;

  function twice(): FakeWorld {
    const world = new FakeWorld();
    world.accounts.setLive('uat', before);
    world.accounts.outcome = { kind: 'deployed', functions: built, changesLeft: [], evidence };
    return world;
  }
  const runIn = (world: FakeWorld) => run(world, { stage, liveBefore: before });

  it('makes the built bytes live in each', async () => {
    expect(await runIn(twice())).toMatchObject({
      verdict: 'passed',
      reason:
        '2 functions are live in each of eu-west-1, eu-central-1 with the digests that were built (1 change; a second apply would change nothing).',
      facts: { deployed: built },
    });
  });

  it('fails where the second serves another digest, with its name', async () => {
    const world = twice();
    world.accounts.liveAnswer = built.map((each) =>
      each.region === 'eu-central-1' && each.function === create?.function ? { ...each, digest: digestNamed('other') } : each,
    );
    expect(await runIn(world)).toMatchObject({
      verdict: 'failed',
      reason: `What is live is not what was built: eu-central-1/CreateFunction version 2 is ${short(digestNamed('other'))}, built was ${short(digestNamed('create.zip'))}.`,
      facts: { previous: before, rollout: { steps: [{ result: 'applied' }] } },
    });
  });

  it('fails where the second has nothing', async () => {
    const world = twice();
    world.accounts.outcome = { kind: 'deployed', functions: built.slice(0, 2), changesLeft: [], evidence };
    expect((await runIn(world)).reason).toBe(
      'What was deployed is not what was built: eu-central-1/CreateFunction is missing; eu-central-1/ReadFunction is missing. No traffic was moved.',
    );
    expect(shifts(world)).toEqual([]);
  });

  it('leaves traffic where it is, where a region fails', async () => {
    const world = twice();
    world.accounts.outcome = { kind: 'failed', reason: 'stack x in eu-central-1 ended UPDATE_ROLLBACK_COMPLETE', events: [], evidence };
    const { verdict, facts } = await runIn(world);
    expect([verdict, facts]).toEqual(['failed', { plan, previous: before }]);
    expect(shifts(world)).toEqual([]);
  });

  it('says what is to be given back, where the stack of a region before the one that failed had moved traffic itself', async () => {
    const world = twice();
    world.accounts.outcome = { kind: 'failed', reason: 'stack x in eu-central-1 ended UPDATE_ROLLBACK_COMPLETE', events: [], evidence };
    const live = [...built.slice(0, 2), ...before.slice(2)];
    world.accounts.liveAnswer = live;
    expect(await runIn(world)).toMatchObject({
      verdict: 'failed',
      facts: { previous: before, deployed: live, rollout: { steps: [{ weightPercent: 100, result: 'failed' }] } },
    });
  });
});

describe('a plan that was approved', () => {
  const approvedPlan = (name: string, environment = 'uat') =>
    stepFinished({ environment, name: 'approval', facts: { plan: digestNamed(name) } });

  it.each([
    ['is the plan', [approvedPlan('plan')], false],
    ['was another before it was the plan', [approvedPlan('old plan'), approvedPlan('plan')], false],
    ['was for another environment', [approvedPlan('old plan', 'dev')], false],
    ['was another, but its deploy had begun', [approvedPlan('old plan')], true],
    ['is of no approval', [stepFinished({ environment: 'uat', name: 'deploy', facts: { plan: digestNamed('old plan') } })], false],
  ])('lets the deploy go on where it %s', async (_, done, again) => {
    expect(await run(worldOf(), { done, again })).toMatchObject({ verdict: 'passed' });
  });

  it('stops the deploy where it is another', async () => {
    const world = worldOf();
    expect(await run(world, { done: [approvedPlan('old plan')] })).toEqual({
      verdict: 'failed',
      reason: `The plan is ${short(plan)} now, approved was ${short(digestNamed('old plan'))}: have the new plan approved.`,
      evidence: [],
      facts: { plan, previous: oldVersions },
    });
    expect(world.accounts.calls).toEqual(['plan uat']);
  });
});
