import type { CodeOnSchema, LockTime } from '../model/compatibility.ts';
import type { MigrationStatement, PendingMigration } from '../model/pending-migration.ts';
import type { CompatibilityReport } from '../ports/compatibility.ts';
import type { ReleaseToLiveWith } from './older-releases.ts';
import { failed, inconclusive, type Judgement, passed } from './result.ts';

export interface TriedCompatibility {
  readonly pending: readonly PendingMigration[];
  readonly older: readonly ReleaseToLiveWith[];
  readonly report: Extract<CompatibilityReport, { readonly kind: 'rehearsed' }>;
  readonly matrix: readonly CodeOnSchema[];
}

export interface CompatibilityLimits {
  readonly exclusiveLockMs: number;
}

/** The first thing that is wrong, in the order in which it would hurt. */
export function judgeCompatibility(tried: TriedCompatibility, limits: CompatibilityLimits): Judgement {
  return (
    refusedByData(tried) ??
    brokenCode(tried) ??
    namedStill(tried) ??
    changedData(tried) ??
    lockedTooLong(tried, limits) ??
    nothingSeen(tried) ??
    passed(summary(tried))
  );
}

function refusedByData({ report: { refused, timed }, pending }: TriedCompatibility): Judgement | null {
  if (refused !== null) return failed(`The migrations can't be applied to a copy of the data: ${refused}.`);
  if (timed.refused === null) return null;
  const place = /^(\S+?):(\d+): /.exec(timed.refused);
  const statement = place === null ? undefined : statementAt(pending, place[1] ?? '', Number(place[2]));
  const advice =
    statement?.effects.some(({ what }) => what.includes('NOT NULL without a default')) === true
      ? 'Give the column a default, or add it nullable, fill it in batches, and make it NOT NULL in a later release.'
      : "It would fail wherever the table has rows: try it on data like production's.";
  return failed(`With ${rowsIn(tried(timed.rows))}: ${timed.refused}. ${advice}`);
}

function tried(rows: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(rows);
}

function brokenCode({ matrix, older, pending }: TriedCompatibility): Judgement | null {
  const red = matrix.find(({ verdict }) => verdict === 'failed');
  if (red === undefined) return null;
  const said = `its ${red.check} tests: ${red.reason.replace(/\.?$/, '.')}`;
  const which = older.find(({ version }) => version === red.code);
  if (which === undefined) {
    return failed(
      `${red.code} can't live with the schema that is there when it is deployed: ${said} Migrate before the deploy, or let the code do without.`,
    );
  }
  const cause = causeIn(pending);
  const blame = cause === null ? 'the new schema' : `the schema that ${cause} leaves`;
  return which.because === 'live'
    ? failed(
        `${red.code}, which has traffic until the deploy is done, can't live with ${blame}: ${said} Add beside what is there now, and take away in a release after the code has stopped using it.`,
      )
    : failed(
        `Too early: ${red.code}, which is within its standby and may be rolled back to, can't live with ${blame}: ${said} Wait until its standby is over.`,
      );
}

/** `V5__drop.sql:1 (drops payments.reference)`: the first column or table to go, which code names; where none goes, the first contract. */
function causeIn(pending: readonly PendingMigration[]): string | null {
  const contracts = pending.flatMap(({ script, statements }) =>
    statements.flatMap(({ line, effects }) =>
      effects.filter(({ step }) => step === 'contract').map((effect) => ({ effect, place: `${script}:${String(line)}` })),
    ),
  );
  const cause = contracts.find(({ effect }) => effect.takesAway === true) ?? contracts[0];
  return cause === undefined ? null : `${cause.place} (${cause.effect.what})`;
}

function namedStill({ report: { named } }: TriedCompatibility): Judgement | null {
  const [first] = named;
  if (first === undefined) return null;
  return failed(
    `Too early: ${first.place} takes ${first.what} away, which SQL in ${first.artefact} of ${first.code} still names, though no test of it fails: take it away in a release after the code has stopped using it.`,
  );
}

function changedData({ report: { timed } }: TriedCompatibility): Judgement | null {
  if (timed.differences.length === 0) return null;
  return failed(`The migrations changed what no statement of them names: ${timed.differences.join('; ')}.`);
}

function lockedTooLong({ report: { timed }, pending }: TriedCompatibility, { exclusiveLockMs }: CompatibilityLimits): Judgement | null {
  const long = timed.locks.filter(({ mode, heldMs }) => mode === 'ACCESS EXCLUSIVE' && heldMs > exclusiveLockMs);
  const [lock] = long.toSorted((left, right) => right.heldMs - left.heldMs);
  if (lock === undefined) return null;
  const { script, line, table, heldMs, waitedMs } = lock;
  const statement = statementAt(pending, script, line);
  const rows = timed.rows[table] ?? 0;
  return failed(
    `${script}:${String(line)} kept everybody off ${table} for ${String(heldMs)} ms with ${String(rows)} rows (an ACCESS EXCLUSIVE lock; the limit is ${String(exclusiveLockMs)} ms, and a query waited ${String(waitedMs)} ms): ${advice(statement)}`,
  );
}

function advice(statement: MigrationStatement | undefined): string {
  switch (statement?.work) {
    case 'rewrite':
      return 'it rewrites the table. Add the column without a value, give it its default in a statement of its own, and fill it in batches.';
    case 'scan':
      return 'it reads the whole table. Add the constraint NOT VALID, and validate it in a migration of its own.';
    case 'rows':
    case 'none':
    case undefined:
      return 'what follows it in the same migration keeps the lock. Move that into a migration of its own.';
  }
}

function statementAt(pending: readonly PendingMigration[], script: string, line: number): MigrationStatement | undefined {
  return pending.find((each) => each.script === script)?.statements.find((each) => each.line === line);
}

function nothingSeen({ older, matrix, report: { timed } }: TriedCompatibility): Judgement | null {
  const silent = older.find(({ version }) => !matrix.some(({ code, verdict }) => code === version && verdict === 'passed'));
  if (silent !== undefined) {
    const red = matrix.find(({ code }) => code === silent.version);
    const why = red === undefined ? 'it has neither integration nor acceptance tests' : red.reason;
    return inconclusive(`Whether ${silent.version} can live with the new schema can't be said: ${why}`);
  }
  const unsaid = matrix.find(({ verdict }) => verdict === 'inconclusive');
  if (unsaid !== undefined)
    return inconclusive(`Whether ${unsaid.code} passes its ${unsaid.check} tests on ${unsaid.schema} can't be said: ${unsaid.reason}`);
  const [unfilled] = Object.entries(timed.unfilled);
  if (unfilled === undefined) return null;
  return inconclusive(
    `${unfilled[0]} could not be filled with synthetic rows (${unfilled[1]}), so its locks were not timed: waive this with the reason why they are short.`,
  );
}

function summary({ pending, older, matrix, report: { timed } }: TriedCompatibility): string {
  const steps = pending.map(({ script, step }) => `${script} (${step})`).join(', ');
  const codes = older.map(({ version }) => {
    const own = matrix.filter(({ code }) => code === version).map(({ check }) => check);
    return `${version} passes its ${own.join(' and ')} tests on the schema after it`;
  });
  const others = codes.length === 0 ? 'nothing was live before that would have to live with it' : codes.join('; ');
  const longest = timed.locks.toSorted((left, right) => right.heldMs - left.heldMs)[0];
  return `${steps}: ${others}. ${longest === undefined ? 'No lock was taken on a table that is in use' : lockWords(longest, timed.rows)}.`;
}

function lockWords({ table, mode, heldMs, waitedMs }: LockTime, rows: Readonly<Record<string, number>>): string {
  return `The longest lock was ${mode} on ${table}, ${String(heldMs)} ms with ${String(rows[table] ?? 0)} rows (a query waited ${String(waitedMs)} ms)`;
}

function rowsIn(rows: readonly (readonly [string, number])[]): string {
  return rows.map(([table, count]) => `${String(count)} rows in ${table}`).join(', ');
}
