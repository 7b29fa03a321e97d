import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine } from '../backends/containers/engine.ts';
import { toLabels } from '../backends/containers/labels.ts';
import { currentOwner } from '../backends/containers/owner.ts';
import { removeWorld } from '../backends/containers/remove-world.ts';
import { startDatabase } from '../backends/containers/start-database.ts';
import { type Connection, containerPgDump, removeCluster, snapshotSchema, startPostgres, withClient } from '../postgres/index.ts';

/** The snapshot that a Postgres container makes of itself beside the one that the embedded cluster has: skipped without an engine. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;

const schema = [
  `CREATE TYPE mood AS ENUM ('sad', 'ok')`,
  `CREATE DOMAIN amount AS numeric(12, 2) CONSTRAINT positive CHECK (VALUE > 0)`,
  `CREATE TABLE "Account" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', balance amount, twice int GENERATED ALWAYS AS (2 * 2) STORED)`,
  `CREATE TABLE entry (id serial PRIMARY KEY, account bigint REFERENCES "Account" ON DELETE CASCADE, UNIQUE (account, id))`,
  `CREATE INDEX entry_account ON entry (account) WHERE account > 0`,
  `CREATE VIEW balances AS SELECT id, balance FROM "Account"`,
  `CREATE MATERIALIZED VIEW totals AS SELECT sum(balance) FROM "Account"`,
  `CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'`,
  `CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  `CREATE TRIGGER entry_t BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION t()`,
  `CREATE TABLE part (at date) PARTITION BY RANGE (at)`,
  `CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
  `ALTER TABLE entry ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY mine ON entry TO app USING (account = 1)`,
  `GRANT SELECT, INSERT ON entry TO app`,
  `GRANT UPDATE (balance) ON "Account" TO app`,
  `COMMENT ON TABLE entry IS 'it''s an entry'`,
];

const changes: readonly (readonly [what: string, sql: string])[] = [
  ['a column', 'ALTER TABLE entry ADD COLUMN note text'],
  ['a default', 'ALTER TABLE entry ALTER COLUMN account SET DEFAULT 7'],
  ['not null', 'ALTER TABLE entry ALTER COLUMN account SET NOT NULL'],
  ['a constraint', 'ALTER TABLE entry ADD CONSTRAINT small CHECK (id < 100)'],
  ['an index', 'CREATE INDEX more ON entry (id, account)'],
  ['an enum value', `ALTER TYPE mood ADD VALUE 'happy'`],
  ['a view', 'CREATE OR REPLACE VIEW balances AS SELECT id, balance FROM "Account" WHERE id > 0'],
  ['a function', `CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 2'`],
  ['a trigger', 'ALTER TABLE entry DISABLE TRIGGER entry_t'],
  ['a grant', 'REVOKE INSERT ON entry FROM app'],
  ['an owner', 'ALTER TABLE entry OWNER TO app'],
  ['a sequence', 'ALTER SEQUENCE entry_id_seq INCREMENT 2'],
  ['a policy', 'DROP POLICY mine ON entry'],
  ['a comment', `COMMENT ON TABLE entry IS 'other'`],
];

if (!hasEngine) {
  describe('the snapshot of a Postgres container', () => {
    it('stands aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('the snapshot of a Postgres container', () => {
  const running = new AsyncDisposableStack();
  /** The superuser's, in either. */
  let [inContainer, embedded]: Connection[] = [];
  let container = '';

  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'pg-dump-test-'));
    running.defer(() => rm(root, { recursive: true, force: true }));
    const engine = await connectEngine();
    const id = randomBytes(4).toString('hex');
    const network = `rehearsal-${id}`;
    const labels = toLabels({ dataDir: root, id, owner: await currentOwner() });
    running.defer(() => removeWorld(engine, id));
    await engine.network.create({ Name: network, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } });
    const plan = { environment: 'uat', name: `${network}-postgres-uat`, network, labels, logsDir: root };
    const started = await startDatabase(plan, running.use(new DisposableStack()));
    container = started.container;
    inContainer = { host: '127.0.0.1', port: started.port, user: 'postgres', password: started.password, database: 'postgres' };
    const dataDir = join(root, 'cluster');
    running.defer(() => removeCluster(dataDir));
    embedded = running.use(await startPostgres({ dataDir, lifetime: 'parent', log: () => undefined })).connection;
    for (const server of [inContainer, embedded]) await withClient(server, (client) => client.query('CREATE ROLE app'));
  }, 120_000);
  afterAll(() => running.disposeAsync());

  async function databaseWith(server: Connection | undefined, name: string, sql: string): Promise<Connection> {
    if (server === undefined) throw new Error('there is no server');
    await withClient(server, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name}`);
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    });
    const connection = { ...server, database: name };
    await withClient(connection, (client) => client.query(sql));
    return connection;
  }

  const catalogues = async (connection: Connection): Promise<string> => (await snapshotSchema(connection, { using: 'catalogues' })).text;

  it('is made there by pg_dump, and says so', async () => {
    const there = await databaseWith(inContainer, 'said', schema.join(';'));
    const { tool, text } = await snapshotSchema(there, { using: await containerPgDump(container) });
    expect(tool).toMatch(/^pg_dump 17\.\d+.* in its container$/);
    expect(text).toContain('CREATE TABLE public."Account"');
  });

  it('holds what the embedded snapshot of the same schema holds: a database made of it has the same', async () => {
    const there = await databaseWith(inContainer, 'original', schema.join(';'));
    const here = await databaseWith(embedded, 'original', schema.join(';'));
    const dump = (await snapshotSchema(there, { using: await containerPgDump(container) })).text;
    const restored = await databaseWith(embedded, 'restored', dump.replace(/^CREATE SCHEMA public;$/m, ''));
    const reference = await catalogues(here);
    expect(await catalogues(there)).toBe(reference);
    expect(await catalogues(restored)).toBe(reference);
  });

  it.each(changes)('shows a change of %s, as the embedded one does', async (_, change) => {
    const pgDump = await containerPgDump(container);
    const there = await databaseWith(inContainer, 'changed', schema.join(';'));
    const here = await databaseWith(embedded, 'changed', schema.join(';'));
    const before = [(await snapshotSchema(there, { using: pgDump })).text, await catalogues(here)];
    for (const connection of [there, here]) await withClient(connection, (client) => client.query(change));
    const after = [(await snapshotSchema(there, { using: pgDump })).text, await catalogues(here)];
    expect(after.map((text, at) => text !== before[at])).toEqual([true, true]);
  });
});
