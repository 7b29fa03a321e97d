import { describe, expect, it } from 'vitest';
import type { LockTime } from '../model/compatibility.ts';
import type { MigrationEffect, PendingMigration } from '../model/pending-migration.ts';
import type { CompatibilityReport, CompatibilityRun } from '../ports/compatibility.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { otherCommit } from '../ports/testing/fake-source.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import { compatibility } from './compatibility.ts';

type Rehearsed = Extract<CompatibilityReport, { readonly kind: 'rehearsed' }>;

const effect = (what: string, step: MigrationEffect['step']): MigrationEffect => ({
  step,
  what,
  reason: 'older code that uses it fails',
  table: 'payments',
  columns: [],
});

function pendingOf(
  what: string,
  step: MigrationEffect['step'],
  work: PendingMigration['statements'][number]['work'] = 'none',
): PendingMigration {
  const statements = [{ line: 2, step, effects: [effect(what, step)], lock: 'ACCESS EXCLUSIVE', work }] as const;
  return { database: 'payments', script: 'V4__change.sql', step, inTransaction: true, statements, fault: null };
}

function withEffect(migration: PendingMigration, more: Partial<MigrationEffect>): PendingMigration {
  const statements = migration.statements.map((each) => ({ ...each, effects: each.effects.map((one) => ({ ...one, ...more })) }));
  return { ...migration, statements };
}

const run = (more: Partial<CompatibilityRun> = {}): CompatibilityRun => ({
  code: 'v1.3.0',
  commit: otherCommit,
  schema: 'new',
  check: 'integration',
  outcome: checkRan(),
  ...more,
});
const red = checkRan({
  exitCode: 1,
  tests: { executed: 9, passed: 4, failed: 5, skipped: 0, failures: [{ name: 'keeps it', message: 'expected 500 to be 201' }] },
});
const lock = (more: Partial<LockTime> = {}): LockTime => ({
  script: 'V4__change.sql',
  line: 2,
  table: 'payments',
  mode: 'ACCESS EXCLUSIVE',
  heldMs: 4,
  waitedMs: 3,
  ...more,
});

/** An environment in which v1.3.0 is live, and what was tried in its double. */
function worldWith(pending: readonly PendingMigration[], more: Partial<Rehearsed> = {}): FakeWorld {
  const world = new FakeWorld();
  world.pending = pending;
  world.source.tags.set('v1.2.0', 'c'.repeat(40));
  world.source.tags.set('v1.3.0', otherCommit);
  world.source.dates.set('v1.3.0', world.clock.now().toISOString());
  const report = world.compatibility.report as Rehearsed;
  world.compatibility.report = { ...report, runs: [run()], ...more };
  return world;
}

const step = gateStep('compatibility');
const judged = async (world: FakeWorld, live: 'v1.3.0' | null = 'v1.3.0') => {
  const baseline = { at: '', environment: 'uat', version: live, commit: live === null ? null : otherCommit, deployed: [] };
  await world.evidence.append({ kind: 'baseline', ...baseline });
  return await compatibility.run(subjectWith({ step }), world.ports);
};
const timed = (world: FakeWorld) => (world.compatibility.report as Rehearsed).timed;

const expand = pendingOf('adds payments.note', 'expand');
const drop = pendingOf('drops payments.reference', 'contract');
const triggerGone = pendingOf('drops trigger audit of payments', 'contract');
const columnGone = withEffect(drop, { takesAway: true });

describe('the compatibility gate', () => {
  it('has nothing to try where no migration is pending', async () => {
    const world = worldWith([]);
    expect(await judged(world)).toMatchObject({ verdict: 'passed', reason: expect.stringContaining('No migration is pending') as string });
    expect(world.compatibility.wishes).toEqual([]);
  });

  it('refuses a migration that is at fault before anything is tried', async () => {
    const world = worldWith([{ ...expand, fault: 'V4__change.sql:1: it is marked expand, but …' }]);
    expect(await judged(world)).toMatchObject({ verdict: 'failed', reason: 'V4__change.sql:1: it is marked expand, but …' });
    expect(world.compatibility.wishes).toEqual([]);
  });

  it('passes what the live version can live with, and keeps the matrix and the locks', async () => {
    const world = worldWith([expand], { runs: [run(), run({ check: 'acceptance' })] });
    world.compatibility.report = { ...(world.compatibility.report as Rehearsed), timed: { ...timed(world), locks: [lock()] } };
    expect(await judged(world)).toMatchObject({
      verdict: 'passed',
      reason:
        'V4__change.sql (expand): v1.3.0 passes its integration and acceptance tests on the schema after it. The longest lock was ACCESS EXCLUSIVE on payments, 4 ms with 200000 rows (a query waited 3 ms).',
      facts: {
        compatibility: {
          migrations: [{ script: 'V4__change.sql', step: 'expand' }],
          matrix: [{ code: 'v1.3.0', schema: 'v1.4.0', check: 'integration', verdict: 'passed' }, { check: 'acceptance' }],
          locks: [{ heldMs: 4 }],
        },
      },
    });
  });

  it.each([
    [
      'a column in use is dropped',
      worldWith([drop], { runs: [run({ outcome: red })] }),
      /^v1\.3\.0, which has traffic until the deploy is done, can't live with the schema that V4__change\.sql:2 \(drops payments\.reference\) leaves: its integration tests: 5 of 9 tests failed, the first: keeps it: expected 500 to be 201\. Add beside/,
    ],
    [
      'a trigger goes before the column',
      worldWith([{ ...drop, statements: [...triggerGone.statements, ...columnGone.statements] }], { runs: [run({ outcome: red })] }),
      /that V4__change\.sql:2 \(drops payments\.reference\) leaves/,
    ],
    [
      'it is taken from a version within its standby',
      worldWith([drop], { runs: [run(), run({ code: 'v1.2.0', outcome: red })] }),
      /^Too early: v1\.2\.0, which is within its standby .* Wait until its standby is over\.$/,
    ],
    [
      'SQL of the live version still names it',
      worldWith([drop], {
        named: [{ code: 'v1.3.0', artefact: 'a.zip', what: 'payments.reference', place: 'V4__change.sql:2' }],
        runs: [run(), run({ code: 'v1.2.0' })],
      }),
      /^Too early: V4__change\.sql:2 takes payments\.reference away, which SQL in a\.zip of v1\.3\.0 still names/,
    ],
    [
      'the environment’s own data refuse it',
      worldWith([expand], { refused: 'payments: V4__change.sql:2: it does not fit' }),
      /^The migrations can't be applied to a copy of the data: payments: V4__change\.sql:2: it does not fit\.$/,
    ],
    [
      'new code can’t live with the old schema',
      worldWith([expand], { runs: [run({ code: 'new', schema: 'old', outcome: red })] }),
      /^v1\.4\.0 can't live with the schema that is there when it is deployed/,
    ],
  ])('fails where %s', async (_, world, reason) => {
    expect(await judged(world)).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(reason) as string });
  });

  it.each([
    [
      'a full table refuses a statement',
      pendingOf('adds payments.channel as NOT NULL without a default', 'contract', 'scan'),
      { refused: 'V4__change.sql:2: column "channel" contains null values (SQLSTATE 23502)' },
      /^With 200000 rows in payments: V4__change\.sql:2: column .* Give the column a default, or add it nullable/,
    ],
    [
      'a lock is held too long',
      pendingOf('adds payments.request', 'expand', 'rewrite'),
      { locks: [lock({ heldMs: 501, waitedMs: 480 })] },
      /^V4__change\.sql:2 kept everybody off payments for 501 ms with 200000 rows \(an ACCESS EXCLUSIVE lock; the limit is 200 ms, and a query waited 480 ms\): it rewrites the table/,
    ],
    [
      'other columns changed',
      expand,
      { differences: ['payments.amount has other values'] },
      /^The migrations changed what no statement of them names: payments\.amount has other values\.$/,
    ],
  ])('fails where %s', async (_, pending, more, reason) => {
    const world = worldWith([pending]);
    world.compatibility.report = { ...(world.compatibility.report as Rehearsed), timed: { ...timed(world), ...more } };
    expect(await judged(world)).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(reason) as string });
  });

  it('does not mind a lock that lets readers in, however long', async () => {
    const world = worldWith([expand]);
    world.compatibility.report = {
      ...(world.compatibility.report as Rehearsed),
      timed: { ...timed(world), locks: [lock({ mode: 'SHARE', heldMs: 900 })] },
    };
    expect(await judged(world)).toMatchObject({ verdict: 'passed' });
  });

  it.each([
    [
      'no test was run',
      worldWith([expand], { runs: [run({ outcome: { kind: 'not-configured' } })] }),
      /it has neither integration nor acceptance tests/,
    ],
    [
      'tests say nothing',
      worldWith([expand], { runs: [run(), run({ check: 'acceptance', outcome: checkRan({ tests: null }) })] }),
      /Whether v1\.3\.0 passes its acceptance tests on v1\.4\.0 can't be said/,
    ],
  ])('is inconclusive where %s', async (_, world, reason) => {
    expect(await judged(world)).toMatchObject({ verdict: 'inconclusive', reason: expect.stringMatching(reason) as string });
  });

  it('is inconclusive where a table could not be filled', async () => {
    const world = worldWith([expand]);
    world.compatibility.report = {
      ...(world.compatibility.report as Rehearsed),
      timed: { ...timed(world), unfilled: { payments: 'a check refuses it' } },
    };
    expect(await judged(world)).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('a check refuses it') as string });
  });

  it('lacks a backend that can copy databases', async () => {
    const world = worldWith([expand]);
    world.compatibility.report = { kind: 'no-double', reason: 'It can not.', lacking: 'database-copies' };
    expect(await judged(world)).toMatchObject({ verdict: 'inconclusive', facts: { lacking: ['database-copies'] } });
  });

  it('asks older releases only where something is taken away, and only within their standby', async () => {
    const [live, former] = ['v1.3.0', 'v1.2.0'];
    const asked = async (pending: PendingMigration, dated: string | null) => {
      const world = worldWith([pending]);
      if (dated !== null) world.source.dates.set('v1.3.0', dated);
      await judged(world);
      return world.compatibility.wishes[0]?.older.map(({ version }) => version);
    };
    expect(await asked(expand, null)).toEqual([live]);
    expect(await asked(drop, null)).toEqual([live, former]);
    expect(await asked(drop, '2025-12-01T00:00:00.000Z')).toEqual([live]);
  });

  it('wants nothing of older code where none was live', async () => {
    const world = worldWith([expand], { runs: [] });
    expect(await judged(world, null)).toMatchObject({
      verdict: 'passed',
      reason: expect.stringContaining('nothing was live before') as string,
    });
  });

  it.each([
    [['migrate', 'deploy'], false],
    [['deploy', 'migrate'], true],
  ] as const)('wants new code to live with the old schema by the order of %s', async (order, newOnOld) => {
    const world = worldWith([expand]);
    const stage = stageOf(
      'uat',
      { kind: 'manual' },
      order.map((gate) => gateStep(gate)),
    );
    await compatibility.run(subjectWith({ step, stage }), world.ports);
    expect(world.compatibility.wishes[0]?.newOnOld).toBe(newOnOld);
  });
});
