import { escapeIdentifier } from 'pg';
import type { AppliedMigration } from './migration.ts';
import { problem, RejectedError } from './problem.ts';
import type { Session } from './session.ts';
import { storedDescription, storedScript } from './validate-rules.ts';
import { parseVersion } from './version.ts';

const knownTypes: ReadonlySet<string> = new Set([
  'SCHEMA',
  'BASELINE',
  'DELETE',
  'SQL',
  'JDBC',
  'SCRIPT',
  'CUSTOM',
  'SQL_BASELINE',
  'JDBC_BASELINE',
]);

export async function schemaExists({ client, schema }: Session): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema]);
  return rowCount === 1;
}

export async function historyExists({ client, schema, table }: Session): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p')`,
    [schema, table],
  );
  return rowCount === 1;
}

/** Whether the schema has no table, view, sequence, type or function of its own (PostgreSQLSchema.doEmpty: extensions' don't count). */
export async function schemaIsEmpty({ client, schema }: Session): Promise<boolean> {
  const own = (alias: string): string =>
    `NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = ${alias}.oid AND d.deptype = 'e')`;
  const { rows } = await client.query<{ empty: boolean }>(
    `SELECT NOT EXISTS (
       SELECT 1 FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'v', 'S', 't') AND ${own('c')}
       UNION ALL
       SELECT 1 FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid AND t.typcategory NOT IN ('A', 'C') AND ${own('t')}
       UNION ALL
       SELECT 1 FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid AND ${own('p')}
     ) AS empty FROM pg_catalog.pg_namespace n WHERE n.nspname = $1`,
    [schema],
  );
  return rows[0]?.empty ?? true;
}

export async function createHistory({ client, table, qualified }: Session): Promise<void> {
  await client.query(
    `CREATE TABLE ${qualified} ("installed_rank" INT NOT NULL, "version" VARCHAR(50), "description" VARCHAR(200) NOT NULL,
      "type" VARCHAR(20) NOT NULL, "script" VARCHAR(1000) NOT NULL, "checksum" INTEGER, "installed_by" VARCHAR(100) NOT NULL,
      "installed_on" TIMESTAMP NOT NULL DEFAULT now(), "execution_time" INTEGER NOT NULL, "success" BOOLEAN NOT NULL)`,
  );
  await client.query(`ALTER TABLE ${qualified} ADD CONSTRAINT ${escapeIdentifier(`${table}_pk`)} PRIMARY KEY ("installed_rank")`);
  await client.query(`CREATE INDEX ${escapeIdentifier(`${table}_s_idx`)} ON ${qualified} ("success")`);
}

interface HistoryRow {
  readonly installed_rank: number;
  readonly version: string | null;
  readonly description: string;
  readonly type: string;
  readonly script: string;
  readonly checksum: number | null;
  readonly installed_by: string;
  readonly installed_at: Date;
  readonly execution_time: number;
  readonly success: boolean;
}

/**
 * All rows by rank; none when there is no table.
 *
 * @throws RejectedError for a row that only a paid edition or a plug-in of Flyway writes.
 */
export async function readHistory(session: Session): Promise<readonly AppliedMigration[]> {
  if (!(await historyExists(session))) return [];
  const { rows } = await session.client.query<HistoryRow>(
    `SELECT *, "installed_on" AT TIME ZONE current_setting('TimeZone') AS installed_at FROM ${session.qualified} ORDER BY "installed_rank"`,
  );
  return rows.map(applied);
}

function applied(row: HistoryRow): AppliedMigration {
  if (!knownTypes.has(row.type)) {
    const message = `The history table has a row of type ${row.type} (rank ${row.installed_rank}), which is not supported here.`;
    throw new RejectedError([problem('NOT_SUPPORTED', message, row.script)]);
  }
  const version = row.version === null ? null : parseVersion(row.version);
  if (row.version !== null && version === null) {
    throw new RejectedError([
      problem('ERROR', `The history table has the version "${row.version}" (rank ${row.installed_rank}), which is none.`, row.script),
    ]);
  }
  const { description, type, script, checksum, success } = row;
  return {
    version,
    description,
    type,
    script,
    checksum,
    success,
    installedRank: row.installed_rank,
    installedBy: row.installed_by,
    installedOn: row.installed_at,
    executionTimeMs: row.execution_time,
  };
}

export interface NewRow {
  readonly version: string | null;
  readonly description: string;
  readonly type: string;
  readonly script: string;
  readonly checksum: number | null;
  readonly executionTimeMs: number;
  readonly success: boolean;
}

/** Adds a row after the last one. The first rank is 1, but 0 for the row that says that the schema was created. */
export async function addRow(session: Session, row: NewRow): Promise<void> {
  const { rows } = await session.client.query<{ last: number | null }>(`SELECT max("installed_rank") AS last FROM ${session.qualified}`);
  const last = rows[0]?.last ?? null;
  const rank = last === null ? (row.type === 'SCHEMA' ? 0 : 1) : last + 1;
  await session.client.query(
    `INSERT INTO ${session.qualified} ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      rank,
      row.version,
      storedDescription(row.description),
      row.type,
      storedScript(row.script),
      row.checksum,
      session.user,
      Math.round(row.executionTimeMs),
      row.success,
    ],
  );
}
