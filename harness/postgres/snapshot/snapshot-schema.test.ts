import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import type { Connection } from '../connection.ts';
import { removeCluster } from '../server/remove-cluster.ts';
import { startPostgres } from '../server/start-postgres.ts';
import type { RunningPostgres } from '../server/start-postgres.ts';
import { withoutNoise } from './pg-dump.ts';
import { snapshotSchema } from './snapshot-schema.ts';

let root: string;
let server: RunningPostgres;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
  await withClient(server.connection, (client) => client.query('CREATE ROLE app'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

async function databaseWith(name: string, statements: readonly string[]): Promise<Connection> {
  await withClient(server.connection, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const connection = { ...server.connection, database: name };
  await withClient(connection, (client) => client.query(statements.join(';')));
  return connection;
}

const table = [
  `CREATE TYPE mood AS ENUM ('sad', 'ok')`,
  `CREATE DOMAIN amount AS numeric(12, 2) CONSTRAINT positive CHECK (VALUE > 0)`,
  `CREATE TABLE "Account" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', balance amount, twice int GENERATED ALWAYS AS (2 * 2) STORED)`,
  `CREATE TABLE entry (id serial PRIMARY KEY, account bigint REFERENCES "Account" ON DELETE CASCADE, UNIQUE (account, id))`,
  `CREATE INDEX entry_account ON entry (account) WHERE account > 0`,
  `CREATE VIEW balances AS SELECT id, balance FROM "Account"`,
  `CREATE MATERIALIZED VIEW totals AS SELECT sum(balance) FROM "Account"`,
  `CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'`,
  `CREATE AGGREGATE concat_all(text) (SFUNC = textcat, STYPE = text)`,
  `CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  `CREATE TRIGGER entry_t BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION t()`,
  `CREATE TABLE part (at date) PARTITION BY RANGE (at)`,
  `CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
  `ALTER TABLE entry ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY mine ON entry TO app USING (account = 1)`,
  `GRANT SELECT, INSERT ON entry TO app`,
  `GRANT UPDATE (balance) ON "Account" TO app`,
  `COMMENT ON TABLE entry IS 'it''s an entry'`,
  `COMMENT ON COLUMN entry.account IS 'whose'`,
];

const changes: readonly (readonly [what: string, sql: string])[] = [
  ['a column', 'ALTER TABLE entry ADD COLUMN note text'],
  ['a default', 'ALTER TABLE entry ALTER COLUMN account SET DEFAULT 7'],
  ['not null', 'ALTER TABLE entry ALTER COLUMN account SET NOT NULL'],
  ['a type', 'ALTER TABLE part ALTER COLUMN at DROP NOT NULL, ADD COLUMN x varchar(10)'],
  ['a constraint', 'ALTER TABLE entry ADD CONSTRAINT small CHECK (id < 100)'],
  ['an index', 'CREATE INDEX more ON entry (id, account)'],
  ['an enum value', `ALTER TYPE mood ADD VALUE 'happy'`],
  ['a view', 'CREATE OR REPLACE VIEW balances AS SELECT id, balance FROM "Account" WHERE id > 0'],
  ['a function', `CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 2'`],
  ['a trigger', 'ALTER TABLE entry DISABLE TRIGGER entry_t'],
  ['a grant', 'REVOKE INSERT ON entry FROM app'],
  ['a column grant', 'REVOKE UPDATE (balance) ON "Account" FROM app'],
  ['an owner', 'ALTER TABLE entry OWNER TO app'],
  ['a sequence', 'ALTER SEQUENCE entry_id_seq INCREMENT 2'],
  ['a policy', 'DROP POLICY mine ON entry'],
  ['a comment', `COMMENT ON TABLE entry IS 'other'`],
];

const plain = { using: 'catalogues' } as const;

describe('a snapshot from the catalogues', () => {
  it('is the same for the same structure built in another order, and holds no rows', async () => {
    const one = await databaseWith('one', [...table, `INSERT INTO "Account" (balance) VALUES (424242)`]);
    const reordered = [...table.slice(0, 4), ...table.slice(4, 9).toReversed(), ...table.slice(9)];
    const other = await databaseWith('other', ['CREATE TABLE gone (id int)', ...reordered, 'DROP TABLE gone']);
    const snapshot = await snapshotSchema(one, plain);
    expect(snapshot.tool).toBe('catalogues');
    expect(snapshot.text).toBe((await snapshotSchema(other, plain)).text);
    expect(snapshot.text).not.toContain('424242');
    expect(snapshot.text).not.toContain('undefined');
    expect(snapshot.text).toContain(`FOREIGN KEY (account) REFERENCES public."Account"(id) ON DELETE CASCADE`);
  });

  it.each(changes)('shows a change of %s', async (_, sql) => {
    await withClient(server.connection, (client) => client.query('DROP DATABASE IF EXISTS changed'));
    await withClient(server.connection, (client) => client.query('CREATE DATABASE changed TEMPLATE one'));
    const changed = { ...server.connection, database: 'changed' };
    const before = await snapshotSchema(changed, plain);
    await withClient(changed, (client) => client.query(sql));
    expect((await snapshotSchema(changed, plain)).text).not.toBe(before.text);
  });

  it('names the tool that it was taken with', async () => {
    expect((await snapshotSchema(server.connection)).tool).toMatch(/^(catalogues|pg_dump (1[7-9]|[2-9]\d).*)$/);
  });
});

describe('withoutNoise', () => {
  it('drops what differs from dump to dump', () => {
    const dump = [
      '\\restrict x1',
      '-- Dumped from database version 17.10',
      '-- Dumped by pg_dump version 17.10',
      'CREATE TABLE a;',
      '\\unrestrict x1',
    ];
    expect(withoutNoise(dump.join('\n'))).toBe('CREATE TABLE a;');
  });
});
