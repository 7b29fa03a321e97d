import { withClient, type Connection } from '../../postgres/index.ts';

export interface SqlResult {
  /** `SELECT`, `INSERT`, … as the server says it. */
  readonly command: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowCount: number;
}

/** The text as one simple query: one result a statement. Throws with the server's own words. */
export async function runSql(connection: Connection, sql: string): Promise<readonly SqlResult[]> {
  return await withClient(connection, async (client) => {
    const answer: unknown = await client.query(sql);
    const results = (Array.isArray(answer) ? answer : [answer]) as readonly {
      readonly command: string;
      readonly fields: readonly { readonly name: string }[];
      readonly rows: readonly Readonly<Record<string, unknown>>[];
      readonly rowCount: number | null;
    }[];
    return results.map(({ command, fields, rows, rowCount }) => ({
      command,
      columns: fields.map(({ name }) => name),
      rows,
      rowCount: rowCount ?? 0,
    }));
  });
}
