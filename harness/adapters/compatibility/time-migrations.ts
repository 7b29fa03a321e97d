import type { LockTime } from '../../../src/model/compatibility.ts';
import type { TimedMigrations } from '../../../src/ports/compatibility.ts';
import type { Client, DatabaseError } from 'pg';
import {
  type ClassifiedMigration,
  classifyMigrations,
  type Connection,
  lockModeNamed,
  lockModes,
  pending,
  type PendingMigration,
  runStatements,
  strongerLock,
  withClient,
} from '../../postgres/index.ts';
import type { FlywayPlan } from '../migrations/flyway-tool.ts';
import { differencesBetween, sumOf, type TableSum } from './checksums.ts';
import { fillTables } from './fill-tables.ts';
import { startTraffic, type TableTraffic } from './table-traffic.ts';

/** Locks that nothing which reads or writes rows waits for are not worth a line. */
const felt = lockModes.slice(lockModes.indexOf('SHARE'));

/**
 * Applies what is pending to a database whose tables were made large, statement by statement, with reads and writes going on, and times the
 * locks: each is kept from its statement until its migration's end. `superuser` and the plan's migrator are of the same database. Nothing is timed
 * before `quiet`: who else is at work on the machine makes locks longer.
 */
export async function timeMigrations(
  plan: FlywayPlan,
  superuser: Connection,
  rows: number,
  quiet: Promise<unknown> = Promise.resolve(),
): Promise<TimedMigrations> {
  const found = await pending(plan);
  if (found.kind === 'rejected') return { rows: {}, unfilled: {}, refused: found.problems[0]?.message ?? null, locks: [], differences: [] };
  const classified = await classifyMigrations(found.migrations);
  return await withClient(superuser, async (owner) => {
    const touched = await existing(owner, tablesIn(classified));
    const filled = await fillTables(owner, touched, rows);
    const named = namedColumns(classified);
    const sums = (): Promise<readonly (TableSum | null)[]> => sumsOf(owner, touched, named);
    const before = await sums();
    await quiet;
    const { refused, locks } = await withClient(plan.connection, (client) =>
      applyAll(client, found.migrations, classified, touched, superuser),
    );
    const after = refused === null ? await sums() : before;
    const differences = touched.flatMap((table, index) =>
      named.get(table)?.has('*') === true ? [] : differencesBetween(table, before[index] ?? null, after[index] ?? null),
    );
    return { ...filled, refused, locks, differences };
  });
}

/** Tables that a statement locks, those first that come first. */
function tablesIn(migrations: readonly ClassifiedMigration[]): readonly string[] {
  const effects = migrations.flatMap(({ statements }) => statements.flatMap((statement) => statement.effects));
  return [...new Set(effects.flatMap(({ table, lock }) => (table === null || lock === null ? [] : [table])))];
}

async function existing(client: Client, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select t as name from unnest($1::text[]) t join pg_class c on c.oid = to_regclass(t) where c.relkind = 'r'",
    [tables],
  );
  return tables.filter((table) => rows.some(({ name }) => name === table));
}

/** Columns that statements change, by table; `*` where rows come and go. */
function namedColumns(migrations: readonly ClassifiedMigration[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { table, columns, work, what } of migrations.flatMap(({ statements }) => statements.flatMap(({ effects }) => effects))) {
    if (table === null) continue;
    const known = named.get(table) ?? new Set<string>();
    const wholeTable = columns.length === 0 && (work === 'rows' || what.startsWith('empties '));
    named.set(table, new Set([...known, ...columns, ...(wholeTable ? ['*'] : [])]));
  }
  return named;
}

async function sumsOf(
  client: Client,
  tables: readonly string[],
  named: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly (TableSum | null)[]> {
  const sums: (TableSum | null)[] = [];
  for (const table of tables) sums.push(await sumOf(client, table, (column) => named.get(table)?.has(column) !== true));
  return sums;
}

async function applyAll(
  client: Client,
  migrations: readonly PendingMigration[],
  classified: readonly ClassifiedMigration[],
  touched: readonly string[],
  superuser: Connection,
): Promise<{ readonly refused: string | null; readonly locks: readonly LockTime[] }> {
  await using running = new AsyncDisposableStack();
  const traffic = new Map<string, TableTraffic>();
  for (const table of touched) traffic.set(table, running.use(await startTraffic(superuser, table)));
  const locks: LockTime[] = [];
  for (const [index, migration] of migrations.entries()) {
    const known = classified[index];
    if (known === undefined) continue;
    const applied = await applyOne(client, migration, known, traffic);
    locks.push(...applied.locks);
    if (applied.refused !== null) return { refused: applied.refused, locks };
  }
  return { refused: null, locks };
}

interface Taken extends Pick<LockTime, 'line' | 'table' | 'mode'> {
  readonly atMs: number;
}

async function applyOne(
  client: Client,
  { script, statements, inTransaction, unusable }: PendingMigration,
  known: ClassifiedMigration,
  traffic: ReadonlyMap<string, TableTraffic>,
): Promise<{ readonly refused: string | null; readonly locks: readonly LockTime[] }> {
  if (unusable !== null) return { refused: `${script}: ${unusable}`, locks: [] };
  const taken: Taken[] = [];
  const locks: LockTime[] = [];
  for (const each of traffic.values()) each.longestMs();
  const release = (): void => {
    const nowMs = performance.now();
    const waited = new Map([...traffic].map(([table, users]) => [table, Math.round(users.longestMs())]));
    for (const { atMs, ...lock } of taken.splice(0))
      locks.push({ script, ...lock, heldMs: Math.round(nowMs - atMs), waitedMs: waited.get(lock.table) ?? 0 });
  };
  if (inTransaction) await client.query('begin');
  for (const [index, statement] of statements.entries()) {
    const atMs = performance.now();
    const failure = await runStatements(client, [statement], inTransaction);
    if (failure !== null) {
      if (inTransaction) await client.query('rollback');
      return { refused: `${script}:${String(statement.line)}: ${failure.error.message}${stateOf(failure.error)}`, locks };
    }
    const said = inTransaction
      ? await heldBy(client)
      : (known.statements[index]?.effects ?? []).map(({ table, lock }) => ({ table, lock }));
    for (const [table, mode] of strongest(said)) {
      if (!felt.includes(mode) || !traffic.has(table)) continue;
      const stronger = taken.filter((each) => each.table === table).every((each) => strongerLock(each.mode, mode) !== each.mode);
      if (stronger) taken.push({ line: statement.line, table, mode, atMs });
    }
    if (!inTransaction) release();
  }
  if (inTransaction) await client.query('commit');
  release();
  return { refused: null, locks };
}

/** A transaction holds several locks on one table. */
function strongest(
  locks: readonly { readonly table: string | null; readonly lock: LockTime['mode'] | null }[],
): ReadonlyMap<string, LockTime['mode']> {
  const strongestOf = new Map<string, LockTime['mode']>();
  for (const { table, lock } of locks) {
    const mode = strongerLock(lock, table === null ? null : (strongestOf.get(table) ?? null));
    if (table !== null && mode !== null) strongestOf.set(table, mode);
  }
  return strongestOf;
}

function stateOf({ code }: DatabaseError): string {
  return code === undefined ? '' : ` (SQLSTATE ${code})`;
}

async function heldBy(client: Client): Promise<readonly { readonly table: string; readonly lock: LockTime['mode'] | null }[]> {
  const { rows } = await client.query<{ table: string; mode: string }>(
    `select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as table, l.mode
       from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
      where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted and c.relkind in ('r', 'p', 'm')`,
  );
  return rows.map(({ table, mode }) => ({ table, lock: lockModeNamed(mode) }));
}
