import { type Client, escapeIdentifier as quoted } from 'pg';
import { nameOf } from './fill-tables.ts';

/** A table by its content: how many rows, and a sum for each column that doesn't depend on their order. */
export interface TableSum {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, string>;
}

/** Null where there is no such table. Only columns that `looked` keeps are summed. */
export async function sumOf(client: Client, table: string, looked: (column: string) => boolean): Promise<TableSum | null> {
  const { rows: there } = await client.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum",
    [nameOf(table)],
  );
  if (there.length === 0) return null;
  const columns = there.map(({ name }) => name).filter(looked);
  const sums = columns.map((column, index) => `, sum(hashtextextended(${quoted(column)}::text, 0)::numeric)::text as s${String(index)}`);
  const { rows } = await client.query<Readonly<Record<string, string | null>>>(
    `select count(*) as n${sums.join('')} from ${nameOf(table)}`,
  );
  const row = rows[0] ?? {};
  return { rows: Number(row['n'] ?? 0), columns: new Map(columns.map((column, index) => [column, row[`s${String(index)}`] ?? ''])) };
}

/** What is another in the second, in words. A table that is gone was taken away by a statement, which is another's to say. */
export function differencesBetween(table: string, before: TableSum | null, after: TableSum | null): readonly string[] {
  if (before === null || after === null) return [];
  const counts = before.rows === after.rows ? [] : [`${table} had ${String(before.rows)} rows and has ${String(after.rows)}`];
  const columns = [...before.columns].flatMap(([column, sum]) => {
    const now = after.columns.get(column);
    return now === undefined || now === sum ? [] : [`${table}.${column} has other values`];
  });
  return [...counts, ...columns];
}
