import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import { removeCluster } from '../server/remove-cluster.ts';
import { type RunningPostgres, startPostgres } from '../server/start-postgres.ts';
import { classifyMigrations } from './classify-migration.ts';
import { type LockMode, lockModeNamed, strongerLock } from './lock-mode.ts';
import { migrationOf } from './testing.ts';

/** What the classifier says of locks and rewrites, held against a real PostgreSQL. */
let root: string;
let server: RunningPostgres;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
  await withClient(server.connection, (client) =>
    client.query(
      `create table accounts (id int primary key);
       create table payments (id int primary key, amount bigint, debtor int, reference text, status text not null default 'accepted', parted int);
       create index payments_status on payments (status);
       create table parent (id int) partition by range (id);
       create materialized view totals as select count(*) from payments;
       alter table payments add constraint whole check (amount > 0) not valid;
       insert into payments select n, n, n, 'r', 'accepted' from generate_series(1, 100) n;`,
    ),
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const tables = ['accounts', 'payments', 'parent', 'totals'];

async function seen(client: Client, sql: string): Promise<{ readonly lock: LockMode | null; readonly rewritten: boolean }> {
  const { rows: oids } = await client.query<{ oid: number }>('select oid::int from pg_class where relname = any($1)', [tables]);
  const watched = [oids.map(({ oid }) => oid)];
  const files = async (): Promise<readonly { readonly oid: number; readonly file: number }[]> =>
    (
      await client.query<{ oid: number; file: number }>(
        'select oid::int, relfilenode::int as file from pg_class where oid = any($1)',
        watched,
      )
    ).rows;
  await client.query('begin');
  try {
    const before = await files();
    await client.query(sql);
    const after = await files();
    const { rows } = await client.query<{ mode: string }>(
      "select mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation' and relation = any($1)",
      watched,
    );
    const lock = rows.map(({ mode }) => lockModeNamed(mode)).reduce<LockMode | null>(strongerLock, null);
    // A table that is emptied gets another file as well, and nothing is written to it.
    const rewritten = !sql.startsWith('truncate') && after.some(({ oid, file }) => before.find((each) => each.oid === oid)?.file !== file);
    return { lock, rewritten };
  } finally {
    await client.query('rollback');
  }
}

describe('a real PostgreSQL', () => {
  it.each([
    'create table refunds (id int references accounts)',
    'create table part partition of parent for values from (0) to (9)',
    'alter table payments add column note text',
    "alter table payments add column channel text not null default 'web'",
    'alter table payments add column seen_at timestamptz default now()',
    'alter table payments add column request uuid default gen_random_uuid()',
    'alter table payments add column number bigserial',
    'alter table payments add column number bigint generated always as identity',
    'alter table payments add column doubled bigint generated always as (amount * 2) stored',
    'alter table payments drop column reference',
    'alter table payments rename column debtor to payer',
    'alter table payments rename to transfers',
    'alter table payments alter column amount type numeric(20)',
    'alter table payments alter column reference set not null',
    'alter table payments alter column amount drop not null',
    "alter table payments alter column status set default 'x'",
    'alter table payments alter column status set statistics 10',
    'alter table payments set (fillfactor = 90)',
    'alter table payments add constraint more check (amount > 0)',
    'alter table payments validate constraint whole',
    'alter table payments add constraint a foreign key (debtor) references accounts not valid',
    'alter table payments disable trigger all',
    'alter table payments set unlogged',
    'create index i on payments (reference)',
    'create unique index i on payments (id)',
    'create trigger t after insert on payments execute function suppress_redundant_updates_trigger()',
    'truncate payments',
    'update payments set reference = null',
    'delete from payments',
    'insert into payments values (0)',
    'lock table payments in share mode',
    "comment on table payments is 'x'",
    'analyze payments',
    'drop table payments cascade',
    'reindex table payments',
    'refresh materialized view totals',
  ])('does as the classifier says with: %s', async (sql) => {
    const real = await withClient(server.connection, (client) => seen(client, sql));
    const said = (await classifyMigrations([migrationOf(sql)]))[0]?.statements[0];
    expect({ lock: said?.lock, rewritten: said?.work === 'rewrite' }).toEqual(real);
  });
});
