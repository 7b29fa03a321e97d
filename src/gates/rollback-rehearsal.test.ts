import { describe, expect, it } from 'vitest';
import type { VersionEffect } from '../model/fault.ts';
import type { TopologyAlert } from '../model/topology.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { stepFinished, subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import { judgeRounds, rollbackRehearsal } from './rollback-rehearsal.ts';

const everyMs = 10;
const route = 'POST /payments';

/** Users who ask every 10 ms of the fake clock, and whom whichever version is live answers as well as it can. */
class Users {
  readonly world = new FakeWorld();
  /** What goes wrong by itself, by version. */
  broken: Readonly<Record<string, 'always' | 'after its return' | undefined>> = {};
  slow = false;
  #nextMs: number | null = null;
  #returned = false;

  constructor() {
    const { accounts, paced } = this.world;
    accounts.setLive('uat', newVersions);
    const before = paced.onSleep;
    paced.onSleep = async (wallMs) => {
      await before(wallMs);
      await this.#ask();
    };
  }

  async #ask(): Promise<void> {
    const { accounts, clock, load, faults } = this.world;
    const [live] = await accounts.live('uat');
    if (live?.version === '1') this.#returned = true;
    this.#nextMs ??= clock.wallMs() - everyMs;
    for (; this.#nextMs <= clock.wallMs(); this.#nextMs += everyMs) {
      const effect = live?.version === '2' ? effectOf([...faults.planted]) : null;
      const why = this.broken[live?.version ?? ''];
      const failed = why === 'always' || (why === 'after its return' && this.#returned) || (effect !== null && effect.kind !== 'latency');
      load.answered.push({ atMs: this.#nextMs, route, failed, latencyMs: effect?.kind === 'latency' ? effect.forMs : this.slow ? 900 : 5 });
    }
  }

  run(more: Partial<GateSubject> = {}, faults?: readonly VersionEffect[], alerts: readonly TopologyAlert[] = []): Promise<GateResult> {
    const deploy = stepFinished({ environment: 'uat', facts: { deployed: newVersions, previous: oldVersions } });
    const stage = { ...stageOf('uat', { kind: 'manual' }, []), alerts };
    const step = gateStep('rollback-rehearsal', faults === undefined ? {} : { faults });
    return rollbackRehearsal.run(subjectWith({ stage, step, done: [deploy], liveBefore: oldVersions, ...more }), this.world.ports);
  }
}

function effectOf(planted: FakeWorld['faults']['planted'] extends Set<infer Fault> ? readonly Fault[] : never): VersionEffect | null {
  const [fault] = planted;
  return fault?.kind === 'versions' ? fault.effect : null;
}

const shifts = (users: Users): readonly string[] => users.world.accounts.calls.filter((call) => call.startsWith('shift'));
const toOld = 'shift uat CreateFunction:1 ReadFunction:1 100';
const toNew = 'shift uat CreateFunction:2 ReadFunction:2 100';

describe('a rollback that is rehearsed', () => {
  it('goes there and back, is timed in its parts, and leaves nothing planted', async () => {
    const users = new Users();
    const { verdict, reason, facts, evidence } = await users.run();
    expect(reason).toMatch(
      /^With errors planted: seen after \d+ ms, decided after \d+ ms more, reverted in \d+ ms, well \d+ ms later, and back on the new versions in \d+ ms; users saw it for \d+ ms, \d+ requests failed after the decision, \d+ were under way at the revert \(\d+ of them failed\)\. All within the limit of 60000 ms; the new versions are live again\.$/,
    );
    expect(verdict).toBe('passed');
    expect(facts.rollback).toMatchObject({ rehearsed: true, limitMs: 60_000, rehearsal: { rounds: [{ fault: { kind: 'errors' } }] } });
    expect(facts.rollback?.userErrorWindowMs).toBeGreaterThan(0);
    expect(evidence).toHaveLength(2);
    expect(users.world.faults.calls).toEqual(['plant uat versions', 'remove uat versions']);
    expect(shifts(users)).toEqual([toOld, toNew]);
    expect(users.world.load.calls).toEqual(['start uat', 'stop uat']);
    expect(await users.world.accounts.live('uat')).toEqual(newVersions);
  });

  it('is seen by slow answers too, and the record has the worst of several', async () => {
    const { verdict, facts } = await new Users().run({}, [{ kind: 'errors' }, { kind: 'latency', forMs: 2_000 }]);
    expect(verdict).toBe('passed');
    expect(facts.rollback?.rehearsal?.rounds.map(({ breach }) => breach.replaceAll(/\d+ of \d+/g, 'n of n'))).toEqual([
      'errors on POST /payments: n of n requests, 0.1 % allowed',
      'p99 of POST /payments over 200 ms: n of n requests, 1 % allowed',
    ]);
    expect(facts.rollback?.trigger).toMatch(/^rollback-rehearsal: 2000 ms more planted; p99 of/);
  });

  it('asks nobody for the speed that was waived where it was measured', async () => {
    const slow = new Users();
    slow.slow = true;
    const deploy = stepFinished({ environment: 'uat', facts: { deployed: newVersions, previous: oldVersions } });
    const measured = stepFinished({ environment: 'uat', name: 'performance', verdict: 'waived' });
    expect(await slow.run()).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(/^Users were not well before anything was planted: p99 of/) as string,
    });
    expect((await slow.run({ done: [deploy, measured] })).verdict).toBe('passed');
    const elsewhere = { ...measured, environment: 'dev' };
    expect((await slow.run({ done: [deploy, elsewhere] })).verdict).toBe('failed');
  });

  it('uses the traffic that the stage has already', async () => {
    const users = new Users();
    const { load } = users.world;
    const { verdict } = await users.run({ traffic: { read: () => Promise.resolve(load.answered.splice(0)) } });
    expect([verdict, load.calls]).toEqual(['passed', []]);
  });

  it('first brings back what a rehearsal that was killed left', async () => {
    const users = new Users();
    users.world.accounts.setLive('uat', oldVersions);
    expect((await users.run({ again: true })).verdict).toBe('passed');
    expect(shifts(users)).toEqual([toNew, toOld, toNew]);
  });

  it('gives the new versions their traffic back and takes the fault away, also after a throw', async () => {
    const users = new Users();
    const { accounts, faults, load } = users.world;
    let thrown = 0;
    accounts.onShift = () => {
      thrown += 1;
      if (thrown === 1) throw new Error('Rate exceeded');
    };
    await expect(users.run()).rejects.toThrow('Rate exceeded');
    expect(await accounts.live('uat')).toEqual(newVersions);
    expect(faults.planted.size).toBe(0);
    expect(load.calls).toEqual(['start uat', 'stop uat']);
  });
});

describe('rollback-rehearsal passes without a rehearsal', () => {
  it.each([
    ['of a first release', [], /^Nothing was live in uat before this first release/],
    ['where no function changes', newVersions, /^The release changes no function/],
  ])('%s, and says so', async (_, liveBefore, reason) => {
    const { facts, ...judged } = await new Users().run({ liveBefore });
    expect(judged).toMatchObject({ verdict: 'passed', reason: expect.stringMatching(reason) as string });
    expect(facts.rollback).toBeUndefined();
  });
});

describe('rollback-rehearsal is red', () => {
  const alerts: readonly TopologyAlert[] = [{ name: 'many-errors', severity: 'critical', when: { kind: 'error-rate', over: 0.01 } }];

  it.each<[string, (users: Users) => void, readonly VersionEffect[] | undefined, RegExp]>([
    [
      'where the former versions are broken too',
      (users) => (users.broken = { 1: 'always' }),
      undefined,
      /^Rolling back from errors stopped at recovery: errors on POST \/payments: \d+ of \d+ requests, 0.1 % allowed. The former versions don't serve uat any more.* The fault is gone and the new versions are live\.$/,
    ],
    [
      'where nobody would see the fault',
      () => undefined,
      [{ kind: 'latency', forMs: 50 }],
      /^Rolling back from 50 ms more stopped at detection: no objective was missed by the \d+ requests since\. Nobody would have known/,
    ],
    [
      'where traffic does not go back',
      (users) => (users.world.accounts.liveAnswer = newVersions),
      undefined,
      /stopped at revert: CreateFunction shows version 2 as live, not 1\. uat's traffic did not go back/,
    ],
    [
      'where the new versions are not well when they come again',
      (users) => (users.broken = { 2: 'after its return' }),
      undefined,
      /stopped at return: errors on POST \/payments: \d+ of \d+ requests/,
    ],
    [
      'where users were not well before',
      (users) => (users.broken = { 2: 'always' }),
      undefined,
      /^Users were not well before anything was planted: errors on/,
    ],
  ])('%s', async (_, plant, faults, reason) => {
    const users = new Users();
    plant(users);
    const judged = await users.run({}, faults);
    expect(judged).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(reason) as string });
    expect(judged.facts.rollback).toBeUndefined();
    expect(users.world.faults.planted.size).toBe(0);
    expect(await users.world.accounts.live('uat')).toEqual(newVersions);
  });

  it('where an alert that had to fire did not', async () => {
    const [alert] = alerts;
    if (alert === undefined) throw new Error('there is one');
    const deaf: TopologyAlert = { ...alert, name: 'deaf', when: { kind: 'error-rate', over: 1 } };
    const { verdict, reason } = await new Users().run({}, undefined, [
      alert,
      deaf,
      { ...alert, name: 'slow', when: { kind: 'p99', overMs: 100 } },
    ]);
    expect(verdict).toBe('failed');
    expect(reason).toMatch(/^The critical alert deaf did not fire with errors planted\. With errors planted/);
  });

  it('where users saw it for longer than the limit', async () => {
    const { facts } = await new Users().run({}, undefined, alerts);
    const rounds = facts.rollback?.rehearsal?.rounds ?? [];
    expect(rounds[0]?.alerts).toEqual([{ alert: 'many-errors', severity: 'critical', firedMs: expect.any(Number) as number }]);
    const windowMs = rounds[0]?.userErrorWindowMs ?? 0;
    expect(judgeRounds(rounds, windowMs, alerts).verdict).toBe('passed');
    expect(judgeRounds(rounds, windowMs - 1, alerts)).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(/over the limit/) as string,
    });
  });
});

describe('rollback-rehearsal is inconclusive', () => {
  it.each<[string, (users: Users) => Partial<GateSubject>, object]>([
    ['where nothing was deployed', () => ({ done: [] }), { reason: expect.stringMatching(/put the gate behind deploy/) as string }],
    [
      'where nobody uses the environment',
      () => ({ project: { ...sampleProject, performance: null } }),
      { reason: expect.stringMatching(/name a k6 script and its routes/) as string },
    ],
    [
      'without k6',
      ({ world }) => {
        world.load.startFailure = { kind: 'missing-tool', tool: 'k6', reason: 'k6 is not here.' };
        return {};
      },
      { reason: 'k6 is not here.', facts: { missingTool: 'k6' } },
    ],
    [
      'where the backend can plant nothing',
      ({ world }) => {
        world.faults.lacking = 'faults';
        return {};
      },
      { facts: { lacking: ['faults'] } },
    ],
    [
      'where hardly anybody asks',
      ({ world }) => {
        world.paced.onSleep = () => undefined;
        return {};
      },
      { reason: expect.stringMatching(/^Users made 0 requests in 30 s, too few/) as string },
    ],
    [
      "where users' traffic ended before it was stopped",
      ({ world }) => {
        world.load.seen = { ...world.load.seen, cutShort: 'k6 ended by itself with 107' };
        return {};
      },
      { reason: 'What users saw is not known to its end: k6 ended by itself with 107.' },
    ],
  ])('%s', async (_, plant, expected) => {
    const users = new Users();
    expect(await users.run(plant(users))).toMatchObject({ verdict: 'inconclusive', ...expected });
  });
});
