import { describe, expect, it } from 'vitest';
import type { RolloutOrdered, RolloutStepped } from '../../model/evidence.ts';
import type { StageStrategy } from '../../model/rollout-strategy.ts';
import type { StepSeen } from '../../ports/rollout-judge.ts';
import type { RolloutOrder } from '../../ports/rollout-orders.ts';
import { newVersions, oldVersions } from '../../ports/testing/fake-accounts.ts';
import { checkRan } from '../../ports/testing/fake-checks.ts';
import { FakeJudge, stepJudgement } from '../../ports/testing/fake-judge.ts';
import { servedRequest } from '../../ports/testing/fake-measurements.ts';
import { FakeWorld } from '../../ports/testing/fake-world.ts';
import { gateStep, sampleTopology, stageOf } from '../../ports/testing/sample-topology.ts';
import { plainStrategy, subjectWith } from '../../ports/testing/sample-subject.ts';
import type { GateSubject } from '../../ports/gate.ts';
import type { Strategy } from '../../ports/strategy.ts';
import type { TrafficHookOutcome } from '../../ports/traffic-hooks.ts';
import { moveTraffic } from './move-traffic.ts';

const shifts = [
  { weightPercent: 10, bakeMs: 60_000 },
  { weightPercent: 50, bakeMs: 60_000 },
  { weightPercent: 100, bakeMs: 0 },
];
const stage: StageStrategy = {
  kind: 'blue-green',
  shifts,
  fallbackMs: 3_600_000,
  standbyMs: 86_400_000,
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
};
const strategy: Strategy = {
  name: 'blue-green',
  shifts,
  steps: ({ environment, to, previous, router }) =>
    shifts.map(({ weightPercent, bakeMs }) => ({
      name: `${String(weightPercent)} %`,
      weightPercent,
      bakeMs,
      act: () => router.shift(environment, to, weightPercent),
      observe: () => Promise.resolve({ healthy: true, reason: 'Went.' }),
      revert: () => router.shift(environment, previous, 100),
    })),
};

interface Given {
  readonly begun?: readonly (RolloutStepped | RolloutOrdered)[];
  /** At this many ms of the wall's clock. */
  readonly orders?: readonly (readonly [number, RolloutOrder])[];
  readonly answers?: FakeJudge['answers'];
  /** What the candidate serves each time that one looks. */
  readonly served?: number;
}

/** The new versions serve ten requests each time that one looks. */
function rollout({ begun = [], orders = [], answers, served = 10 }: Given = {}) {
  const world = new FakeWorld();
  const { accounts, clock, paced, measurements } = world;
  accounts.setLive('uat', oldVersions);
  const judge = new FakeJudge();
  if (answers !== undefined) judge.answers = answers;
  const written: string[] = [];
  const due = [...orders];
  paced.onSleep = () => {
    measurements.served.push(...Array.from({ length: served }, () => servedRequest({ version: '2' })), servedRequest({ version: '1' }));
    while ((due[0]?.[0] ?? Infinity) <= clock.elapsedMs()) {
      const order = due.shift()?.[1] ?? 'resume';
      world.orders.given.push({ order, by: 'Priya Raman', at: String(clock.elapsedMs()) });
    }
  };
  const journal = {
    begun,
    write: (each: RolloutStepped | RolloutOrdered) => {
      written.push(each.kind === 'rollout-step' ? `${each.name} ${each.phase}` : `${each.by} ${each.order}`);
      return Promise.resolve();
    },
  };
  const subject = subjectWith({
    stage: { ...(sampleTopology.stages[2] ?? stageOf('uat', { kind: 'manual' }, [])), strategy: stage },
    strategy,
    judge,
    liveBefore: oldVersions,
    rollout: journal,
    traffic: { read: () => Promise.resolve([]) },
  });
  return { world, judge, written, run: () => moveTraffic(subject, world.ports, newVersions), subject };
}

const weightsIn = (world: FakeWorld) =>
  world.accounts.calls.filter((call) => call.startsWith('shift')).map((call) => call.split(' ').at(-1));

describe('a rollout in steps', () => {
  it('tells what was served since traffic moved by the wall’s clock, wherever the calendar was moved to', async () => {
    const { world, judge, run } = rollout();
    world.clock.offsetMs = 365 * 86_400_000;
    const beganMs = world.clock.wallMs();
    await run();
    expect(judge.seen.length).toBeGreaterThan(1);
    expect(judge.seen[0]?.startedAtMs).toBe(beganMs);
  });

  it('gives each step its time and its requests, and says what stands by', async () => {
    const { world, written, run } = rollout();
    const moved = await run();
    expect(weightsIn(world)).toEqual(['10', '50', '100']);
    expect(moved).toMatchObject({
      stopped: null,
      rollout: {
        strategy: 'blue-green',
        router: 'alias',
        steps: [
          { name: '10 %', result: 'applied', bakeMs: 60_000, durationMs: 60_000, judgement: { verdict: 'passed' } },
          { name: '50 %', result: 'applied', bakeMs: 60_000, durationMs: 60_000 },
          { name: '100 %', result: 'applied', bakeMs: 0, durationMs: 0 },
        ],
        standby: { fallbackUntil: '2026-01-01T01:02:00.000Z', until: '2026-01-02T00:02:00.000Z' },
      },
    });
    expect(written).toEqual(
      shifts.flatMap(({ weightPercent: each }) => ['shifting', 'shifted', 'over'].map((phase) => `${String(each)} % ${phase}`)),
    );
  });

  it('passes time as fast as the pace says, and waits for the requests still', async () => {
    const { world, run } = rollout();
    world.paced.pace = 1000;
    // Fifty are needed, and ten come in every 200 ms.
    expect(await run()).toMatchObject({ rollout: { steps: [{ durationMs: 1000 }, { durationMs: 1000 }, { durationMs: 0 }] } });
  });

  it('stops at the step in which a breach is seen, at once', async () => {
    const answers = ({ candidate, looks }: StepSeen) =>
      candidate.length >= 30 && looks > 0 ? stepJudgement({ verdict: 'failed', reason: '9 of 30 failed' }) : stepJudgement();
    const { world, run } = rollout({ answers });
    expect(await run()).toMatchObject({
      stopped: { verdict: 'failed', reason: '10 %: 9 of 30 failed.' },
      rollout: { steps: [{ name: '10 %', result: 'failed', durationMs: 600, fault: '9 of 30 failed.' }] },
    });
    expect(weightsIn(world)).toEqual(['10']);
  });

  it('is inconclusive where the requests do not come', async () => {
    const answers = () => stepJudgement({ verdict: 'inconclusive', reason: 'the new versions served 0 requests, 50 are needed' });
    expect(await rollout({ served: 0, answers }).run()).toMatchObject({ stopped: { verdict: 'inconclusive' } });
  });

  it('compares what served at the same time, and nothing of the step before', async () => {
    const { judge, run } = rollout();
    await run();
    const [first] = judge.seen;
    const last = judge.seen.findLast((seen) => seen.looks > 0);
    expect(first?.candidate.every((each) => each.version === '2')).toBe(true);
    expect(first?.stable.every((each) => each.version === '1')).toBe(true);
    expect(last?.candidate.length).toBeLessThanOrEqual((60_000 / 200) * 10);
  });

  it('goes at once, and unjudged, where the release changes no function', async () => {
    const { subject, world, judge } = rollout();
    world.accounts.setLive('uat', newVersions);
    const moved = await moveTraffic({ ...subject, liveBefore: newVersions }, world.ports, newVersions);
    expect(moved).toMatchObject({ stopped: null, rollout: { steps: [{}, {}, {}] } });
    expect(judge.seen).toEqual([]);
  });

  it.each([
    ['no traffic flows', { traffic: null }, null, /no users' traffic flows/],
    ['nobody knows which version served', {}, { kind: 'missing', lacking: 'call-trace', reason: 'no trace' } as const, /no trace/],
  ])('moves nothing where %s', async (_, change, missing, reason) => {
    const { subject, world } = rollout();
    world.measurements.missing = missing;
    const moved = await moveTraffic({ ...subject, ...change }, world.ports, newVersions);
    expect(moved).toMatchObject({ refused: { verdict: 'inconclusive', reason: expect.stringMatching(reason) as string } });
    expect(weightsIn(world)).toEqual([]);
  });
});

describe('an alarm of the template', () => {
  it('that rings ends the rollout at the step that it rings in', async () => {
    const { judge, run, world } = rollout();
    judge.heard = 'the alarm TooManyErrors rings: 3 errors';
    expect(await run()).toMatchObject({
      stopped: { verdict: 'failed', reason: '10 %: the alarm TooManyErrors rings: 3 errors.' },
      rollout: { steps: [{ result: 'failed', judgement: { verdict: 'failed' } }] },
    });
    expect(weightsIn(world)).toEqual(['10']);
  });
});

describe('smoke on the new versions', () => {
  it('is asked before any traffic goes to them, of them and not of what is live', async () => {
    const { world, run } = rollout();
    let shiftsBefore: readonly string[] | null = null;
    world.checks.onRun = () => {
      shiftsBefore ??= weightsIn(world).map(String);
    };
    expect(await run()).toMatchObject({
      stopped: null,
      well: expect.stringMatching(
        / Smoke on the new versions, before any traffic: 3 tests passed\. It took 1\.5 s, the limit is 300 s\.$/,
      ) as string,
    });
    expect(world.checks.calls).toEqual([{ check: 'smoke', environment: 'uat', timeLimitMs: 300_000, green: newVersions }]);
    expect(shiftsBefore).toEqual([]);
  });

  it.each([
    ['fails', checkRan({ exitCode: 1 }), 'failed'],
    ['can not be run', { kind: 'missing-tool', tool: 'vitest', reason: 'vitest is not here.' } as const, 'inconclusive'],
  ])('moves no traffic where it %s', async (_, outcome, verdict) => {
    const { world, run } = rollout();
    world.checks.answers.set('smoke', outcome);
    expect(await run()).toMatchObject({
      refused: {
        verdict,
        reason: expect.stringMatching(/^Smoke on the new versions, before any traffic: .* No traffic was moved\.$/) as string,
      },
    });
    expect(weightsIn(world)).toEqual([]);
  });

  it('takes the time that the stage’s own smoke gate allows', async () => {
    const { subject, world } = rollout();
    const steps = [gateStep('smoke', { thresholds: { timeLimitMs: 1000 } })];
    expect(await moveTraffic({ ...subject, stage: { ...subject.stage, steps } }, world.ports, newVersions)).toMatchObject({
      refused: { verdict: 'failed', reason: expect.stringContaining('the limit is 1 s') as string },
    });
  });

  it('is not asked where the project has none, and not again where traffic had gone over already', async () => {
    const { subject, world } = rollout();
    const { smoke: _none, ...checks } = subject.project.checks;
    expect(await moveTraffic({ ...subject, project: { ...subject.project, checks } }, world.ports, newVersions)).toMatchObject({
      stopped: null,
    });
    const begun: RolloutStepped = {
      kind: 'rollout-step',
      at: '',
      environment: 'uat',
      strategy: 'blue-green',
      router: 'alias',
      step: 0,
      name: '10 %',
      weightPercent: 10,
      phase: 'shifted',
    };
    expect(await rollout({ begun: [begun] }).run()).toMatchObject({ stopped: null });
    expect(world.checks.calls).toEqual([]);
  });
});

describe('hooks', () => {
  const hooks = { beforeTraffic: 'check-before', afterTraffic: 'check-after' };
  const asked = (succeeded: boolean): TrafficHookOutcome => ({
    kind: 'asked',
    succeeded,
    reason: succeeded ? 'reported Succeeded' : 'reported Failed',
    evidence: [],
  });
  const missing: TrafficHookOutcome = { kind: 'missing', reason: 'there is no CodeDeploy' };

  function hooked(more: Partial<GateSubject> = {}, given: Given = {}) {
    const made = rollout(given);
    const subject = { ...made.subject, ...more, stage: { ...made.subject.stage, ...more.stage, hooks } };
    return { world: made.world, run: () => moveTraffic(subject, made.world.ports, newVersions) };
  }

  it('are asked before the first step and after the last', async () => {
    const { world, run } = hooked();
    const shiftsThen: number[] = [];
    world.hooks.onAsk = () => shiftsThen.push(weightsIn(world).length);
    expect(await run()).toMatchObject({
      stopped: null,
      well: expect.stringMatching(
        /BeforeAllowTraffic hook check-before reported Succeeded\. The AfterAllowTraffic hook check-after reported Succeeded\.$/,
      ) as string,
    });
    expect(world.hooks.asked).toEqual(['uat BeforeAllowTraffic check-before', 'uat AfterAllowTraffic check-after']);
    expect(shiftsThen).toEqual([0, 3]);
  });

  it('are asked where all of the traffic goes at once, too', async () => {
    const atOnce = rollout().subject.stage;
    const { world, run } = hooked({ stage: { ...atOnce, strategy: { kind: 'all-at-once' } }, strategy: plainStrategy });
    expect(await run()).toMatchObject({ stopped: null });
    expect(world.hooks.asked).toHaveLength(2);
  });

  it.each([
    ['reports Failed', asked(false), 'failed', 'reported Failed. No traffic was moved.'],
    ['can not be asked', missing, 'inconclusive', 'could not be asked: there is no CodeDeploy. No traffic was moved.'],
  ])('keep all traffic where it is where the one before %s', async (_, outcome, verdict, reason) => {
    const { world, run } = hooked();
    world.hooks.answers.set('BeforeAllowTraffic', outcome);
    expect(await run()).toMatchObject({ refused: { verdict, reason: expect.stringContaining(reason) as string } });
    expect(weightsIn(world)).toEqual([]);
    expect(world.hooks.asked).toHaveLength(1);
  });

  it('keep all traffic where it is where the one after could not be asked', async () => {
    const { world, run } = hooked();
    world.hooks.hindrances.set('check-after', 'there is no CodeDeploy');
    const reason = 'The AfterAllowTraffic hook check-after could not be asked: there is no CodeDeploy. No traffic was moved.';
    expect(await run()).toMatchObject({ refused: { verdict: 'inconclusive', reason } });
    expect(weightsIn(world)).toEqual([]);
    expect(world.hooks.asked).toEqual([]);
  });

  it.each([
    ['reports Failed', asked(false), 'failed'],
    ['can not be asked any more', missing, 'inconclusive'],
  ])('stop the rollout at its end where the one after %s', async (_, outcome, verdict) => {
    const { world, run } = hooked();
    world.hooks.answers.set('AfterAllowTraffic', outcome);
    expect(await run()).toMatchObject({
      stopped: { verdict, reason: expect.stringMatching(/^its end: The AfterAllowTraffic hook check-after /) as string },
      rollout: { steps: [{}, {}, {}] },
    });
  });

  it('are not asked of versions that are live already, and the one after not where the rollout stopped', async () => {
    const live = hooked({ liveBefore: newVersions });
    await live.run();
    expect(live.world.hooks.asked).toEqual([]);
    const answers = () => stepJudgement({ verdict: 'failed', reason: 'errors' });
    const red = hooked({}, { answers });
    await red.run();
    expect(red.world.hooks.asked).toEqual(['uat BeforeAllowTraffic check-before']);
  });
});

describe("a person's word", () => {
  it('holds the rollout where it is, and lets it go on', async () => {
    const { run, written } = rollout({
      orders: [
        [10_000, 'pause'],
        [200_000, 'resume'],
      ],
    });
    expect(await run()).toMatchObject({ stopped: null, rollout: { steps: [{ durationMs: 200_000 }, { durationMs: 60_000 }, {}] } });
    expect(written).toContain('Priya Raman pause');
  });

  it('promotes to all of the traffic, past the steps between', async () => {
    const { run, world } = rollout({ orders: [[10_000, 'promote']] });
    expect(await run()).toMatchObject({ stopped: null, rollout: { steps: [{ name: '10 %' }, { name: '100 %' }] } });
    expect(weightsIn(world)).toEqual(['10', '100']);
  });

  it('does not promote what is a breach', async () => {
    const answers = () => stepJudgement({ verdict: 'failed', reason: 'errors' });
    expect(await rollout({ orders: [[200, 'promote']], answers }).run()).toMatchObject({ stopped: { verdict: 'failed' } });
  });

  it('aborts', async () => {
    const { run, world } = rollout({ orders: [[70_000, 'abort']] });
    expect(await run()).toMatchObject({ stopped: { verdict: 'failed', reason: '50 %: Priya Raman aborted the rollout.' } });
    expect(weightsIn(world)).toEqual(['10', '50']);
  });

  it('to hold does not keep a breach from ending it', async () => {
    const answers = ({ looks }: StepSeen) => (looks > 4 ? stepJudgement({ verdict: 'failed', reason: 'errors' }) : stepJudgement());
    expect(await rollout({ orders: [[200, 'pause']], answers }).run()).toMatchObject({
      stopped: { verdict: 'failed', reason: '10 %: errors.' },
    });
  });

  it('of a former rollout counts for nothing', async () => {
    const { run, world } = rollout();
    world.orders.given.push({ order: 'abort', by: 'Priya Raman', at: 'before' });
    expect(await run()).toMatchObject({ stopped: null });
  });
});

describe('a rollout that a kill cut off', () => {
  const stepped = (step: number, phase: RolloutStepped['phase'], more: Partial<RolloutStepped> = {}): RolloutStepped => {
    const weightPercent = shifts[step]?.weightPercent ?? 100;
    const name = `${String(weightPercent)} %`;
    const base = {
      kind: 'rollout-step',
      at: '',
      environment: 'uat',
      strategy: 'blue-green',
      router: 'alias',
      step,
      name,
      weightPercent,
    } as const;
    const record = { name, weightPercent, startedAt: '', durationMs: 1, result: 'applied' } as const;
    return { ...base, phase, ...(phase === 'over' ? { record } : {}), ...more };
  };

  it.each([
    ['before it moved anything', [stepped(0, 'shifting')], ['10', '50', '100']],
    ['in its first step', [stepped(0, 'shifting'), stepped(0, 'shifted')], ['10', '50', '100']],
    ['between two steps', [stepped(0, 'over')], ['50', '100']],
    ['in its second step', [stepped(0, 'over'), stepped(1, 'shifting')], ['50', '100']],
    ['in its last step', [stepped(0, 'over'), stepped(1, 'over'), stepped(2, 'shifting')], ['100']],
    ['at its end', [stepped(0, 'over'), stepped(1, 'over'), stepped(2, 'over')], []],
    ['at its end, after steps that a person had left out', [stepped(0, 'over'), stepped(2, 'over')], []],
  ])('%s goes on from there', async (_, begun, weights) => {
    const { run, world } = rollout({ begun });
    expect(await run()).toMatchObject({ stopped: null });
    expect(weightsIn(world)).toEqual(weights);
  });

  it('after a breach goes no further', async () => {
    const record = { name: '10 %', weightPercent: 10, startedAt: '', durationMs: 1, result: 'failed', fault: 'Errors.' } as const;
    const { run, world } = rollout({ begun: [stepped(0, 'over', { record })] });
    expect(await run()).toMatchObject({ stopped: { verdict: 'failed', reason: '10 %: Errors.' } });
    expect(weightsIn(world)).toEqual([]);
  });

  it('is held still where it was held', async () => {
    const pause = { kind: 'rollout-order', at: '', environment: 'uat', order: 'pause', by: 'Priya Raman' } as const;
    const { run } = rollout({ begun: [stepped(0, 'shifted'), pause], orders: [[100_000, 'resume']] });
    expect(await run()).toMatchObject({ rollout: { steps: [{ durationMs: 100_000 }, {}, {}] } });
  });
});
