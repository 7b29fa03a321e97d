import { DatabaseError } from 'pg';
import { addRow, readHistory } from './history-table.ts';
import { lock, lockKey, unlock } from './lock.ts';
import type { ResolvedMigration } from './migration.ts';
import type { FlywayOptions } from './options.ts';
import type { Placeholders } from './placeholders.ts';
import { plan } from './plan.ts';
import type { Plan } from './plan.ts';
import { problem, RejectedError } from './problem.ts';
import { runStatements } from './run-script.ts';
import type { StatementFailure } from './run-script.ts';
import { readScript } from './script.ts';
import type { Script } from './script.ts';
import { restore } from './session.ts';
import type { Session } from './session.ts';
import { isFailed } from './state.ts';

export interface MigratedScript {
  readonly version: string | null;
  readonly description: string;
  readonly type: string;
  readonly script: string;
  readonly executionTimeMs: number;
}

export interface MigrationFailure {
  readonly script: string;
  readonly path: string;
  readonly version: string | null;
  readonly message: string;
  /** Where the statement begins, as Flyway says it; null when no statement is at fault. */
  readonly line: number | null;
  /** Where in it the database found the error, if it said so. */
  readonly errorLine: number | null;
  /** Such as 42703 (undefined column); null when the script wasn't sent. */
  readonly sqlState: string | null;
  readonly detail: string | null;
  readonly hint: string | null;
  /** The database's context, such as the line of a PL/pgSQL function. */
  readonly where: string | null;
  readonly statement: string | null;
  /** False when the migration ran outside a transaction: what its earlier statements did is still there. */
  readonly rolledBack: boolean;
  /** Lines of the statements before it that stay done; empty where all was rolled back. */
  readonly left: readonly number[];
}

export interface NextInput {
  readonly control: Session;
  readonly worker: Session;
  readonly resolved: readonly ResolvedMigration[];
  readonly placeholders: Placeholders;
  /** Scripts applied in this run. A repeatable one whose checksum changes by itself runs once. */
  readonly done: ReadonlySet<string>;
  readonly options: FlywayOptions;
  readonly lockTimeoutMs: number;
}

export type Next = (
  | { readonly kind: 'up-to-date' }
  | { readonly kind: 'applied'; readonly migrated: MigratedScript }
  | { readonly kind: 'failed'; readonly failure: MigrationFailure }
) & { readonly current: string | null; readonly warnings: readonly string[] };

type Outcome = { readonly executionTimeMs: number; readonly failure: MigrationFailure | null };

/** Applies the next pending migration under the lock. */
export async function migrateNext(input: NextInput): Promise<Next> {
  const { control, options } = input;
  const key = lockKey(control.schema, control.table);
  const transactional = options.transactionalLock ?? true;
  if (transactional) await control.client.query('BEGIN');
  await lock(control.client, key, transactional ? 'transaction' : 'session', input.lockTimeoutMs);
  let session = !transactional;
  try {
    await restore(control);
    const found = plan(input.resolved, await readHistory(control), options.outOfOrder ?? false);
    refuseFailed(found, control.schema);
    const base = { current: found.current?.text ?? null, warnings: futureWarnings(found, control.schema) };
    const migration = found.migrations.find(
      ({ state, resolved }) => state === 'Pending' && resolved && !input.done.has(resolved.script),
    )?.resolved;
    if (!migration) return { kind: 'up-to-date', ...base };
    const script = readScript(migration, input.placeholders);
    if (script.kind === 'unusable') return { kind: 'failed', failure: unusable(migration, script), ...base };
    if (!script.inTransaction && !session) {
      // Taken while the other is still held, so nobody comes in between.
      await lock(control.client, key, 'session', input.lockTimeoutMs);
      session = true;
      await control.client.query('COMMIT');
    }
    const { failure, executionTimeMs } = await (script.inTransaction ? inTransaction : outsideTransaction)(
      input,
      migration,
      script.statements,
    );
    const warnings = script.inTransaction ? base.warnings : [...base.warnings, outsideWarning(migration, transactional)];
    if (failure) return { kind: 'failed', failure, ...base, warnings };
    const { description, type } = migration;
    const migrated = { version: migration.version?.text ?? null, description, type, script: migration.script, executionTimeMs };
    return { kind: 'applied', migrated, ...base, warnings };
  } finally {
    if (control.client.getTransactionStatus() !== 'I') await control.client.query('ROLLBACK');
    if (session) await unlock(control.client, key);
  }
}

type Statements = Extract<Script, { kind: 'script' }>['statements'];

async function inTransaction(input: NextInput, migration: ResolvedMigration, statements: Statements): Promise<Outcome> {
  const { control, worker } = input;
  const started = performance.now();
  await worker.client.query('BEGIN');
  await restore(worker);
  const refused = await runStatements(worker.client, statements, true);
  if (refused) {
    await worker.client.query('ROLLBACK');
    return { executionTimeMs: performance.now() - started, failure: failureOf(migration, refused, true) };
  }
  const executionTimeMs = performance.now() - started;
  // The row is written before the script is committed and committed after it: a kill in between leaves the script without a row, as in Flyway.
  if (input.options.transactionalLock ?? true) await addRow(control, rowOf(migration, executionTimeMs, true));
  try {
    if (worker.client.getTransactionStatus() !== 'I') await worker.client.query('COMMIT');
  } catch (error) {
    // A deferred constraint, checked at the end.
    if (!(error instanceof DatabaseError)) throw error;
    return { executionTimeMs, failure: describeError(migration, error, null, true) };
  }
  if (!(input.options.transactionalLock ?? true)) await addRow(control, rowOf(migration, executionTimeMs, true));
  else await control.client.query('COMMIT');
  return { executionTimeMs, failure: null };
}

/**
 * A failure leaves no row under the transactional lock, whose transaction Flyway rolls back together with the row; with
 * `postgresql.transactional.lock=false` it leaves one with success = false.
 */
async function outsideTransaction(input: NextInput, migration: ResolvedMigration, statements: Statements): Promise<Outcome> {
  const started = performance.now();
  await restore(input.worker);
  const refused = await runStatements(input.worker.client, statements, false);
  const executionTimeMs = performance.now() - started;
  if (!refused || input.options.transactionalLock === false)
    await addRow(input.control, rowOf(migration, executionTimeMs, refused === null));
  if (refused === null) return { executionTimeMs, failure: null };
  const left = statements.slice(0, statements.indexOf(refused.statement)).map(({ line }) => line);
  return { executionTimeMs, failure: { ...failureOf(migration, refused, false), left } };
}

function rowOf(migration: ResolvedMigration, executionTimeMs: number, success: boolean): Parameters<typeof addRow>[1] {
  const { version, description, type, script, checksum } = migration;
  return { version: version?.text ?? null, description, type, script, checksum, executionTimeMs, success };
}

function unusable(migration: ResolvedMigration, script: Extract<Script, { kind: 'unusable' }>): MigrationFailure {
  const { version, path } = migration;
  const nothing = { sqlState: null, detail: null, hint: null, where: null, statement: null, errorLine: null };
  return {
    ...nothing,
    script: migration.script,
    path,
    version: version?.text ?? null,
    message: script.message,
    line: script.line,
    rolledBack: true,
    left: [],
  };
}

function failureOf(migration: ResolvedMigration, { statement, error }: StatementFailure, rolledBack: boolean): MigrationFailure {
  return describeError(migration, error, statement, rolledBack);
}

function describeError(
  migration: ResolvedMigration,
  error: DatabaseError,
  statement: StatementFailure['statement'] | null,
  rolledBack: boolean,
): MigrationFailure {
  const before = statement && error.position ? Array.from(statement.sql).slice(0, Number(error.position) - 1) : null;
  return {
    script: migration.script,
    path: migration.path,
    version: migration.version?.text ?? null,
    message: error.message,
    line: statement?.line ?? null,
    errorLine: statement && before ? statement.textLine + before.filter((character) => character === '\n').length : null,
    sqlState: error.code ?? null,
    detail: error.detail ?? null,
    hint: error.hint ?? null,
    where: error.where ?? null,
    statement: statement?.sql ?? null,
    rolledBack,
    left: [],
  };
}

function refuseFailed(found: Plan, schema: string): void {
  const failed = found.migrations.find(({ state }) => isFailed(state) && state !== 'Failed (Future)');
  if (!failed) return;
  const what = failed.version ? `migration to version ${failed.version.text}` : `repeatable migration ("${failed.description}")`;
  throw new RejectedError([problem('ERROR', `Schema "${schema}" contains a failed ${what} !`, failed.script)]);
}

function futureWarnings({ migrations, current }: Plan, schema: string): readonly string[] {
  if (!migrations.some(({ state, version }) => version && (state === 'Future' || state === 'Failed (Future)'))) return [];
  const latest = migrations.findLast(({ resolved, version }) => resolved && version)?.version;
  if (!latest) return [`Schema "${schema}" has version ${current?.text}, but no migration could be resolved in the configured locations !`];
  return [`Schema "${schema}" has a version (${current?.text}) that is newer than the latest available migration (${latest.text}) !`];
}

function outsideWarning({ script }: ResolvedMigration, transactional: boolean): string {
  const advice = transactional
    ? ', under a session lock: Flyway itself may hang on it unless -postgresql.transactional.lock=false is set'
    : '';
  return `${script} ran outside a transaction${advice}. If it fails half-way, what it did stays.`;
}
