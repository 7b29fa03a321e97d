import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, createDatabase, removeCluster, type RunningPostgres, startPostgres } from '../../postgres/index.ts';
import { builtinFlyway } from '../migrations/builtin-flyway.ts';
import { timeMigrations } from './time-migrations.ts';

let root: string;
let server: RunningPostgres;
let databases = 0;
const migrator = { user: 'm', password: 'm' };
const application = { user: 'a', password: 'a' };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'timed-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const first = `
  create table accounts (id int primary key);
  create table odd (place point not null);
  create type kind as enum ('card', 'cash');
  create table payments (
    id uuid primary key default gen_random_uuid(), amount bigint not null check (amount > 0), currency char(3) not null,
    account int not null references accounts, kind kind not null, state text not null check (state in ('open', 'done')),
    tags text[], seen timestamptz, note text, small smallint
  );
  create unique index payments_amount on payments (amount);`;

/** A database of its own at the first migration, with the second one pending. */
async function prepared(second: string, config?: string) {
  databases += 1;
  const database = `d${String(databases)}`;
  const location = join(root, database);
  await createDatabase(server.connection, { database, migrator, application });
  await mkdir(location);
  await writeFile(join(location, 'V1__first.sql'), first);
  const connection: Connection = { host: server.host, port: server.port, database, ...migrator };
  const plan = { connection, location, placeholders: {} };
  expect(await builtinFlyway.migrate(plan)).toMatchObject({ ok: true });
  await writeFile(join(location, 'V2__second.sql'), second);
  if (config !== undefined) await writeFile(join(location, 'V2__second.sql.conf'), config);
  return { plan, owner: { ...server.connection, database } };
}

/** What the second migration does when the tables are large. */
async function timed(second: string, rows = 2_000, config?: string) {
  const { plan, owner } = await prepared(second, config);
  return await timeMigrations(plan, owner, rows);
}

describe('migrations on large tables', () => {
  it('fills tables by the types of their columns, and says how many rows there are', async () => {
    const { rows, unfilled, refused } = await timed('alter table payments add column more text;');
    expect({ rows, unfilled, refused }).toEqual({ rows: { payments: 2_000 }, unfilled: {}, refused: null });
  });

  it('times the strongest lock of each statement until the migration ends, and what users waited', async () => {
    const { locks } = await timed('alter table payments add column more text;\nselect pg_sleep(0.3);');
    expect(locks).toMatchObject([{ script: 'V2__second.sql', line: 1, table: 'payments', mode: 'ACCESS EXCLUSIVE' }]);
    expect(locks[0]?.heldMs).toBeGreaterThanOrEqual(300);
    expect(locks[0]?.waitedMs).toBeGreaterThan(200);
  });

  it('ends a lock with its statement where the migration runs outside a transaction', async () => {
    const { locks } = await timed('alter table payments add column more text;\nselect pg_sleep(0.3);', 10, 'executeInTransaction=false\n');
    expect(locks[0]?.heldMs).toBeLessThan(250);
  });

  it('fills tables, and applies nothing before the machine is quiet', async () => {
    const { plan, owner } = await prepared('alter table payments add column more text;');
    const busy = Promise.reject(new Error('the tests broke'));
    const [, ended] = await Promise.allSettled([busy, timeMigrations(plan, owner, 50, busy)]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { message: 'the tests broke' } });
    const { locks } = await timeMigrations(plan, owner, 50, Promise.resolve());
    expect(locks).toMatchObject([{ script: 'V2__second.sql', table: 'payments' }]);
  });

  it('names the statement that a full table refuses, with its place', async () => {
    const { refused } = await timed('-- a channel\nalter table payments add column channel text not null;');
    expect(refused).toBe('V2__second.sql:2: column "channel" of relation "payments" contains null values (SQLSTATE 23502)');
  });

  it('finds what changes though no statement names it', async () => {
    const { differences } = await timed(
      `create function meddle() returns trigger language plpgsql as $$ begin new.amount := new.amount * 2 + 7000000; return new; end $$;
       create trigger meddle before update on payments for each row execute function meddle();
       update payments set note = 'filled';`,
    );
    expect(differences).toEqual(['payments.amount has other values']);
    const other = await timed(
      `do $$ begin update payments set amount = amount + 90000000; end $$; alter table payments add column more text;`,
    );
    expect(other.differences).toEqual(['payments.amount has other values']);
  });

  it('finds nothing in a backfill of what it names', async () => {
    const { differences, refused } = await timed("alter table payments add column more text; update payments set more = 'x';");
    expect({ differences, refused }).toEqual({ differences: [], refused: null });
  });

  it('says which table nobody can fill', async () => {
    const { unfilled } = await timed('alter table odd add column more text;', 10);
    expect(unfilled).toEqual({ odd: 'nobody knows how a value of type point looks, which place has' });
  });
});
