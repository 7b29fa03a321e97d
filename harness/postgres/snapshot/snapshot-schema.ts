import { withClient } from '../connection.ts';
import type { Connection } from '../connection.ts';
import { catalogueQueries } from './catalogue-queries.ts';
import { findPgDump, type PgDump, runPgDump } from './pg-dump.ts';

export interface SchemaSnapshot {
  /** The same for two databases of the same structure, in whichever order and under whichever oids it came about. Never any rows. */
  readonly text: string;
  /** How it was taken. Texts of two tools can't be compared. */
  readonly tool: `pg_dump ${string}` | 'catalogues';
}

/**
 * A database's structure as text: with pg_dump where PATH has one at least as new as the server, else from the catalogues (extensions, schemas,
 * types, sequences, tables, constraints, indexes, views, functions, triggers, rules, policies, grants, comments). Connect as a role that may
 * see everything, such as the superuser.
 *
 * `using: 'catalogues'` asks for the latter, so that snapshots from different machines can be compared; a `PgDump` is taken as it is.
 */
export async function snapshotSchema(
  connection: Connection,
  options: { readonly using?: 'catalogues' | PgDump } = {},
): Promise<SchemaSnapshot> {
  const serverVersion = await withClient(connection, async (client) => {
    const { rows } = await client.query<{ major: number }>(`SELECT current_setting('server_version_num')::int / 10000 AS major`);
    return rows[0]?.major ?? 0;
  });
  const { using } = options;
  const pgDump = using === 'catalogues' ? null : (using ?? (await findPgDump(serverVersion)));
  if (pgDump) return { text: await runPgDump(pgDump, connection), tool: `pg_dump ${pgDump.version}` };
  return { text: await fromCatalogues(connection), tool: 'catalogues' };
}

async function fromCatalogues(connection: Connection): Promise<string> {
  return withClient(connection, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // With no search path every name comes out with its schema.
    await client.query(`SET LOCAL search_path = ''`);
    const parts: string[] = [];
    for (const { title, sql } of catalogueQueries) {
      const { rows } = await client.query<{ line: string }>(sql);
      if (rows.length > 0) parts.push(`== ${title}\n${rows.map(({ line }) => `${line}\n`).join('')}`);
    }
    await client.query('COMMIT');
    return parts.join('\n');
  });
}
