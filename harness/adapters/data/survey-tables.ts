import { DatabaseError } from 'pg';
import type { SyntheticMark } from '../../../src/model/project.ts';
import type { TableData } from '../../../src/ports/synthetic-data.ts';
import { type Connection, withClient } from '../../postgres/index.ts';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

/** A table that can't be counted in this time is for its owner to look at. */
const limitMs = 30_000;

/** Flyway's history is not the project's own. */
const ownTables = `
  select n.nspname as schema, c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'flyway_schema_history'
  order by 1, 2`;

/** Every table of the project's in the database, with how many of its rows lack the mark. Whatever a condition says, nothing is written. */
export async function surveyTables(
  connection: Connection,
  marks: Readonly<Record<string, SyntheticMark>>,
): Promise<readonly ({ readonly table: string } & TableData)[]> {
  return await withClient(connection, async (client) => {
    await client.query(`set default_transaction_read_only = on; set statement_timeout = ${String(limitMs)}`);
    const { rows } = await client.query<{ schema: string; name: string }>(ownTables);
    const found: ({ readonly table: string } & TableData)[] = [];
    for (const { schema, name } of rows) {
      const table = schema === 'public' ? name : `${schema}.${name}`;
      found.push({ table, ...(await surveyed(client, `${quoted(schema)}.${quoted(name)}`, marks[table])) });
    }
    return found;
  });
}

async function surveyed(client: Client, from: string, mark: SyntheticMark | undefined): Promise<TableData> {
  if (mark?.kind !== 'where') {
    const { rows } = await client.query<{ all: string }>(`select count(*) as all from ${from}`);
    return { kind: mark === undefined ? 'undeclared' : 'reference', rows: Number(rows[0]?.all) };
  }
  try {
    // On lines of its own: it may end in a comment. A parameter makes it one statement, whatever is in it.
    const { rows } = await client.query<{ all: string; unmarked: string }>(
      `select count(*) as all, count(*) filter (where (\n${mark.condition}\n) is not true) as unmarked from ${from} where $1`,
      [true],
    );
    return { kind: 'marked', rows: Number(rows[0]?.all), unmarked: Number(rows[0]?.unmarked) };
  } catch (error) {
    if (error instanceof DatabaseError) return { kind: 'faulty', reason: error.message };
    throw error;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
