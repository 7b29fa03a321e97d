import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './connection.ts';
import { createDatabase } from './create-database.ts';
import type { CreatedDatabase } from './create-database.ts';
import { removeCluster } from './server/remove-cluster.ts';
import { startPostgres } from './server/start-postgres.ts';
import type { RunningPostgres } from './server/start-postgres.ts';

let root: string;
let server: RunningPostgres;
let created: CreatedDatabase;
const names = {
  database: 'Ledger "1"',
  migrator: { user: 'ledger_migrator', password: "it's" },
  application: { user: 'ledger_app', password: 'p' },
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
  created = await createDatabase(server.connection, names);
  await withClient(created.migrator, (client) =>
    client.query('CREATE TABLE entry (id serial PRIMARY KEY, amount int); CREATE SCHEMA audit; CREATE TABLE audit.log (line text)'),
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const asApplication = (sql: string): Promise<unknown> => withClient(created.application, (client) => client.query(sql));
const denied = { code: '42501' };

describe('the application role', () => {
  it.each([
    'INSERT INTO entry (amount) VALUES (1)',
    'SELECT * FROM entry',
    'UPDATE entry SET amount = 2',
    'DELETE FROM entry',
    "INSERT INTO audit.log VALUES ('x')",
    "SELECT nextval('entry_id_seq')",
  ])('may: %s', async (sql) => {
    await expect(asApplication(sql)).resolves.toBeDefined();
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'CREATE TABLE audit.mine (id int)',
    'CREATE TEMPORARY TABLE mine (id int)',
    'CREATE SCHEMA mine',
    'ALTER TABLE entry ADD COLUMN more int',
    'DROP TABLE entry',
    'TRUNCATE entry',
    'CREATE TRIGGER t AFTER INSERT ON entry EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  ])('may not: %s', async (sql) => {
    await expect(asApplication(sql)).rejects.toMatchObject(denied);
  });
});

describe('createDatabase', () => {
  it('lets nobody else in', async () => {
    await createDatabase(server.connection, { ...names, database: 'other', application: { user: 'stranger', password: 'p' } });
    await expect(
      withClient({ ...created.application, user: 'stranger', database: names.database }, (c) => c.query('SELECT 1')),
    ).rejects.toMatchObject(denied);
  });

  it('can be called again, and sets the passwords anew', async () => {
    const again = await createDatabase(server.connection, { ...names, application: { user: 'ledger_app', password: 'changed' } });
    const { rows } = await withClient(again.application, (client) => client.query('SELECT count(*)::int AS n FROM audit.log'));
    expect(rows).toEqual([{ n: 1 }]);
    await createDatabase(server.connection, names);
  });

  it('refuses one role for both', async () => {
    await expect(createDatabase(server.connection, { ...names, application: names.migrator })).rejects.toThrow('must be two roles');
  });
});
