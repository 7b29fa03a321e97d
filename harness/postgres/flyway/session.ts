import { Client, escapeIdentifier } from 'pg';
import { defaultTable } from './options.ts';
import type { FlywayOptions } from './options.ts';
import { defaultPlaceholders, placeholderMap } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';
import { problem, RejectedError } from './problem.ts';

/** A connection, and what Flyway asks of it before anything else. */
export interface Session {
  readonly client: Client;
  readonly user: string;
  readonly database: string;
  /** The schema of the history table. */
  readonly schema: string;
  readonly table: string;
  /** `"schema"."table"`. */
  readonly qualified: string;
  readonly searchPath: string;
}

/** Connects for the time of `work`. */
export async function withSession<T>(options: FlywayOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const client = new Client({ ...options.connection, application_name: 'Flyway by dress-rehearsal' });
  // A connection that breaks fails the query that is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(await describe(client, options));
  } finally {
    await client.end();
  }
}

async function describe(client: Client, options: FlywayOptions): Promise<Session> {
  const { rows } = await client.query<{ user: string; database: string; schema: string | null; search_path: string }>(
    `SELECT current_user AS user, current_database() AS database, current_schema() AS schema, current_setting('search_path') AS search_path`,
  );
  const row = rows[0];
  const schema = options.schema ?? row?.schema;
  if (!row || !schema) {
    throw new RejectedError([
      problem('CONFIGURATION', 'Unable to determine the current schema: search_path names none that exists. Name one with `schema`.'),
    ]);
  }
  const table = options.table ?? defaultTable;
  const qualified = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  return { client, user: row.user, database: row.database, schema, table, qualified, searchPath: row.search_path };
}

/** The user's placeholders and Flyway's own, which win. */
export function placeholdersOf(session: Session, options: FlywayOptions): Placeholders {
  const own = defaultPlaceholders({
    defaultSchema: session.schema,
    user: session.user,
    database: session.database,
    table: session.table,
    environment: options.environment ?? 'default',
    workingDirectory: options.workingDirectory ?? process.cwd(),
    now: (options.now ?? (() => new Date()))(),
  });
  return placeholderMap(options.placeholders ?? {}, own);
}

/**
 * What Flyway does to a connection before each migration: back to the first role, and the default schema to the front of the search path
 * (unless it is there already, in which case a search path that an earlier migration set stays).
 */
export async function restore(session: Session): Promise<void> {
  const { client, user, schema, searchPath } = session;
  await client.query(`SET ROLE ${escapeIdentifier(user)}`);
  if (searchPath === schema || searchPath.startsWith(`${schema},`)) return;
  const path = searchPath === '' ? escapeIdentifier(schema) : `${escapeIdentifier(schema)},${searchPath}`;
  await client.query(`SELECT set_config('search_path', $1, false)`, [path]);
}
