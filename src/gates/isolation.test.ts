import { describe, expect, it } from 'vitest';
import type { IsolationAttempt, IsolationReport } from '../ports/isolation.ts';
import type { SurveyedTable } from '../ports/synthetic-data.ts';
import { deniedAttempt } from '../ports/testing/fake-isolation.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { isolation } from './isolation.ts';

const hole: IsolationAttempt = { ...deniedAttempt, result: 'allowed', how: 'GetSecretValue' };
const iam = { capability: 'iam-enforcement', unjudged: '12 pairs of roles' };

describe('the isolation gate', () => {
  it.each<readonly [string, Partial<IsolationReport>, string]>([
    ['everything is denied', {}, 'passed: All 2 pairs that were tried were denied.'],
    ['there are more than could be tried', { possible: 900 }, 'passed: All 2 pairs that were tried (of 900) were denied.'],
    [
      'one is let in by a statement that is known',
      { attempts: [deniedAttempt, { ...hole, because: 'statement "Everybody" of its resource policy' }] },
      'failed: dev\'s role rehearsal-stage gets at uat\'s secret payments/api-key by GetSecretValue. It is let in by statement "Everybody" of its resource policy: narrow it.',
    ],
    [
      'several are let in',
      { attempts: [hole, deniedAttempt, hole] },
      "failed: dev's role rehearsal-stage gets at uat's secret payments/api-key by GetSecretValue (and 1 more of 3 pairs). Narrow the policies on both sides.",
    ],
    [
      "another environment's password fits",
      { attempts: [{ ...hole, kind: 'database', target: 'payments', how: 'connect' }], lacking: [iam] },
      "failed: dev's role rehearsal-stage gets at uat's database payments by connect. Give each environment a password of its own.",
    ],
    [
      'people can write',
      { attempts: [{ ...hole, to: 'dev', kind: 'function', target: 'pay', how: 'UpdateFunctionCode' }] },
      "failed: dev's role rehearsal-stage gets at dev's function pay, which only the pipeline may change, by UpdateFunctionCode. Narrow the policies on both sides.",
    ],
    [
      'an answer says nothing',
      { attempts: [{ ...deniedAttempt, result: 'unclear', how: 'connect: ECONNREFUSED' }] },
      "inconclusive: Whether dev's role rehearsal-stage gets at uat's secret payments/api-key can't be said (connect: ECONNREFUSED): put that right and judge again.",
    ],
    [
      'the backend enforces nothing',
      { attempts: [], lacking: [iam] },
      "inconclusive: No pair was tried, but this backend can't judge 12 pairs of roles (no iam-enforcement).",
    ],
    [
      'it lacks more than one thing',
      { lacking: [iam, { ...iam, capability: 'trust-policies' }] },
      "inconclusive: All 2 pairs that were tried were denied, but this backend can't judge 12 pairs of roles (no iam-enforcement, trust-policies).",
    ],
    [
      'functions reach what listens for another',
      {
        attempts: [
          deniedAttempt,
          { ...hole, principal: 'function as pay', kind: 'port', target: '127.0.0.1:5433 (Postgres)', how: 'connect' },
        ],
      },
      "failed: dev's function as pay gets at uat's port 127.0.0.1:5433 (Postgres) by connect. The networks of the two are not apart: start the world anew.",
    ],
    [
      'the network can not be tried here',
      { untried: ['what functions reach over the network (no network-isolation: darwin has no network namespaces)'] },
      'passed: All 2 pairs that were tried were denied. Not tried: what functions reach over the network (no network-isolation: darwin has no network namespaces).',
    ],
    [
      'there is nothing to try',
      { attempts: [] },
      'inconclusive: No other environment holds anything that could be tried: take the gate out, or put it after a deploy.',
    ],
  ])('judges where %s', async (_, more, said) => {
    const world = new FakeWorld();
    world.isolation.report = { ...world.isolation.report, ...more };
    const { verdict, reason, evidence } = await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    expect(`${verdict}: ${reason}`).toBe(said);
    expect(evidence).toEqual([digestNamed('matrix')]);
  });

  it('does not hide an answer that says nothing behind what the backend lacks', async () => {
    const world = new FakeWorld();
    const attempts = [{ ...deniedAttempt, result: 'unclear' as const, how: 'connect: ENOTFOUND' }];
    world.isolation.report = { ...world.isolation.report, attempts, lacking: [iam] };
    const { verdict, facts } = await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    expect(verdict).toBe('inconclusive');
    expect(facts).not.toHaveProperty('lacking');
  });

  it('says whether users are at work meanwhile', async () => {
    const world = new FakeWorld();
    const traffic = { read: () => Promise.resolve([]) };
    await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    await isolation.run(subjectWith({ step: gateStep('isolation'), traffic }), world.ports);
    expect(world.isolation.besideUsers).toEqual([false, true]);
  });

  it('hands the record the numbers and the holes, and the engine what it lacks', async () => {
    const world = new FakeWorld();
    world.isolation.report = { ...world.isolation.report, attempts: [deniedAttempt, hole], lacking: [iam] };
    const { facts } = await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    const { result: _, ...told } = hole;
    expect(facts).toEqual({ isolation: { pairs: 2, denied: 1, holes: [told] }, lacking: ['iam-enforcement'] });
  });
});

describe('the isolation gate of an environment for synthetic data only', () => {
  const at = { module: 'MOD-001', database: 'payments' };
  const stage = { ...stageOf('uat', { kind: 'manual' }, []), data: 'synthetic' as const };
  const denied = 'All 2 pairs that were tried were denied.';

  async function judge(tables: readonly SurveyedTable[], more: Partial<IsolationReport> = {}) {
    const world = new FakeWorld();
    world.data.tables = tables;
    world.isolation.report = { ...world.isolation.report, ...more };
    const subject = subjectWith({ step: gateStep('isolation'), stage, topology: { ...sampleTopology, stages: [stage] } });
    const { verdict, reason, facts, evidence } = await isolation.run(subject, world.ports);
    return { said: `${verdict}: ${reason}`, facts, evidence };
  }

  it.each<readonly [string, readonly SurveyedTable[], string]>([
    ['there are no rows', [{ ...at, table: 'payments', kind: 'marked', rows: 0, unmarked: 0 }], `passed: ${denied} It holds no data yet.`],
    ['there are no tables', [], `passed: ${denied} It holds no data yet.`],
    [
      'all rows are marked, or reference data',
      [
        { ...at, table: 'payments', kind: 'marked', rows: 5, unmarked: 0 },
        { ...at, table: 'currencies', kind: 'reference', rows: 9 },
        { ...at, table: 'refunds', kind: 'undeclared', rows: 0 },
      ],
      `passed: ${denied} All its 5 rows are marked as synthetic.`,
    ],
    [
      'rows have no mark',
      [
        { ...at, table: 'payments', kind: 'marked', rows: 5, unmarked: 2 },
        { ...at, table: 'audit.events', kind: 'marked', rows: 1, unmarked: 1 },
      ],
      `failed: uat is for synthetic data only, and holds rows without its mark: payments (2 of 5 rows), audit.events (1 of 1 row). Take them out, and find out how they came in. ${denied}`,
    ],
    [
      'nothing says how they are marked',
      [{ ...at, table: 'payments', kind: 'undeclared', rows: 5 }],
      `inconclusive: uat is for synthetic data only, but nothing says how its rows are marked in payments (5 rows): add modules.MOD-001.database.synthetic.payments to rehearsal.yaml. ${denied}`,
    ],
    [
      'the database does not take the condition',
      [{ ...at, table: 'payments', kind: 'faulty', reason: 'column "x" does not exist' }],
      `inconclusive: Whether the rows of payments in uat are synthetic can't be asked: column "x" does not exist. Put modules.MOD-001.database.synthetic.payments in rehearsal.yaml right. ${denied}`,
    ],
  ])('judges where %s', async (_, tables, said) => {
    const judged = await judge(tables);
    expect(judged.said).toBe(said);
    expect(judged.evidence).toEqual([digestNamed('matrix'), digestNamed('data')]);
  });

  it('is red for a hole, whatever the data', async () => {
    const judged = await judge([{ ...at, table: 'payments', kind: 'undeclared', rows: 5 }], { attempts: [hole] });
    expect(judged.said).toMatch(/^failed: dev's role .* uat is for synthetic data only, but nothing says/);
  });

  it('is held up by data though its backend is let off the rest', async () => {
    const unmarked: SurveyedTable = { ...at, table: 'payments', kind: 'undeclared', rows: 5 };
    expect((await judge([unmarked], { lacking: [iam] })).facts).not.toHaveProperty('lacking');
    expect((await judge([], { lacking: [iam] })).facts).toMatchObject({ lacking: ['iam-enforcement'] });
  });

  it('asks nothing of data that may be any', async () => {
    const world = new FakeWorld();
    await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    expect(world.data.asked).toEqual([]);
  });
});
