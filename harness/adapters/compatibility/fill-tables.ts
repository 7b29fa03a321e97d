import { DatabaseError, type Client, escapeIdentifier as quoted, escapeLiteral as literal } from 'pg';

export interface Filled {
  readonly rows: Readonly<Record<string, number>>;
  readonly unfilled: Readonly<Record<string, string>>;
}

interface Column {
  readonly name: string;
  /** The base type of a domain. */
  readonly type: string;
  readonly category: string;
  readonly length: number | null;
  readonly required: boolean;
  /** The first value that a check on this column alone lets through, where it lists some. */
  readonly allowed: string | null;
  readonly enum_value: string | null;
}

/** Above what sequences and tests of a young database have given out. */
const firstNumber = 1_000_000;

/**
 * Gives tables many rows, by the types of their columns: what has a default keeps it, the rest counts up. Foreign keys and triggers are
 * left out of it, so the connection is a superuser's.
 */
export async function fillTables(client: Client, tables: readonly string[], rows: number): Promise<Filled> {
  const filled: Record<string, number> = {};
  const unfilled: Record<string, string> = {};
  await client.query("set session_replication_role = 'replica'");
  for (const table of tables) {
    try {
      await client.query(await insertion(client, table, rows));
    } catch (error) {
      if (!(error instanceof DatabaseError) && !(error instanceof UnknownTypeError)) throw error;
      unfilled[table] = error.message;
    }
    const { rows: counted } = await client.query<{ n: string }>(`select count(*) as n from ${nameOf(table)}`);
    filled[table] = Number(counted[0]?.n ?? 0);
  }
  await client.query("set session_replication_role = 'origin'");
  return { rows: filled, unfilled };
}

/** `ledger.payments`, or a table of the schema public. */
export function nameOf(table: string): string {
  const parts = table.split('.');
  return (parts.length === 1 ? ['public', table] : parts).map((part) => quoted(part)).join('.');
}

class UnknownTypeError extends Error {}

async function insertion(client: Client, table: string, rows: number): Promise<string> {
  const columns = await columnsOf(client, table);
  const given = columns.flatMap((column) => {
    const value = valueOf(column);
    return value === null ? [] : [[quoted(column.name), value] as const];
  });
  const names = given.map(([name]) => name).join(', ');
  const values = given.map(([, value]) => value).join(', ');
  const what = given.length === 0 ? 'default values' : `(${names}) select ${values} from generate_series(1, ${String(rows)}) n`;
  return `insert into ${nameOf(table)} ${what} on conflict do nothing`;
}

/** Those without a default that the server doesn't work out by itself. */
async function columnsOf(client: Client, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, coalesce(b.typname, t.typname) as type, coalesce(b.typcategory, t.typcategory)::text as category,
            case when a.atttypmod > 4 and t.typname in ('varchar', 'bpchar') then a.atttypmod - 4 end as length,
            a.attnotnull or t.typnotnull as required,
            (select substring(pg_get_constraintdef(c.oid) from '''([^'']*)''') from pg_constraint c
              where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum] limit 1) as allowed,
            (select e.enumlabel from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder limit 1) as enum_value
       from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = nullif(t.typbasetype, 0)
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and not a.atthasdef and a.attidentity = '' order by a.attnum`,
    [nameOf(table)],
  );
  return rows;
}

const number = `(${String(firstNumber)} + n)`;
const byType: Readonly<Record<string, string>> = {
  int2: '(n % 32767)::smallint',
  int4: `${number}::int`,
  int8: `${number}::bigint`,
  numeric: '(n % 1000)::numeric',
  float4: 'n::real',
  float8: 'n::double precision',
  money: 'n::money',
  bool: 'n % 2 = 0',
  uuid: 'md5(n::text)::uuid',
  bytea: "decode(md5(n::text), 'hex')",
  json: "'{}'::json",
  jsonb: "'{}'::jsonb",
  xml: "'<a/>'::xml",
  timestamptz: "now() - n * interval '1 second'",
  timestamp: "localtimestamp - n * interval '1 second'",
  date: 'current_date - (n % 36500)::int',
  time: "time '00:00' + n * interval '1 second'",
  timetz: "timetz '00:00+00' + n * interval '1 second'",
  interval: "n * interval '1 second'",
  inet: "inet '10.0.0.0' + n",
  cidr: "cidr '10.0.0.0/32'",
  tsvector: "''::tsvector",
};

/** An expression over `n`; null where the column is to stay null. Throws where it may not, and nobody knows how such a value looks. */
function valueOf({ name, type, category, length, required, allowed, enum_value: label }: Column): string | null {
  if (allowed !== null) return literal(allowed);
  if (label !== null) return literal(label);
  const known = byType[type];
  if (known !== undefined) return known;
  if (category === 'S') {
    const longEnough = length === null || length >= 17;
    return longEnough ? `'synthetic ' || ${number}` : `left(md5(n::text), ${String(length)})`;
  }
  if (category === 'A') return "'{}'";
  if (!required) return null;
  throw new UnknownTypeError(`nobody knows how a value of type ${type} looks, which ${name} has`);
}
