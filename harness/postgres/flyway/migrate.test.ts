import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import type { Connection } from '../connection.ts';
import { createDatabase } from '../create-database.ts';
import { removeCluster } from '../server/remove-cluster.ts';
import { startPostgres } from '../server/start-postgres.ts';
import type { RunningPostgres } from '../server/start-postgres.ts';
import { snapshotSchema } from '../snapshot/snapshot-schema.ts';
import { info } from './info.ts';
import { lockKey } from './lock.ts';
import { migrate } from './migrate.ts';
import { prepareSchema } from './prepare-schema.ts';
import { withSession } from './session.ts';
import { validate } from './validate.ts';

let root: string;
let server: RunningPostgres;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const location = join(root, `folder-${(count += 1)}`);
  await mkdir(location);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(location, path)), { recursive: true });
    await writeFile(join(location, path), text);
  }
  return location;
}

async function database(): Promise<{ migrator: Connection; application: Connection }> {
  const name = `db_${(count += 1)}`;
  return createDatabase(server.connection, {
    database: name,
    migrator: { user: 'mig', password: 'm' },
    application: { user: 'app', password: 'a' },
  });
}

async function query(connection: Connection, sql: string): Promise<readonly unknown[]> {
  return withClient(connection, async (client) => (await client.query(sql)).rows as readonly unknown[]);
}

const history = (connection: Connection): Promise<readonly unknown[]> =>
  query(connection, 'SELECT installed_rank AS rank, version, script, checksum, success FROM flyway_schema_history ORDER BY 1');

const v1 = { 'V1__a.sql': 'CREATE TABLE a (id int);\n' };

describe('migrate', () => {
  it('applies what is pending, once, and lets the application use it', async () => {
    const { migrator, application } = await database();
    const location = await folder({
      ...v1,
      'R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1 AS n;\n',
      'sub/V1.1__b.sql': 'INSERT INTO a VALUES (1);\n',
    });
    const first = await migrate({ connection: migrator, location });
    expect(first).toMatchObject({ kind: 'migrated', initialVersion: null, version: '1.1' });
    expect(await history(migrator)).toMatchObject([
      { rank: 1, version: '1', script: 'V1__a.sql', success: true },
      { rank: 2, version: '1.1', script: 'sub/V1.1__b.sql', success: true },
      { rank: 3, version: null, script: 'R__v.sql', success: true },
    ]);
    expect(await migrate({ connection: migrator, location })).toMatchObject({ kind: 'migrated', applied: [], initialVersion: '1.1' });
    expect(await query(application, 'SELECT * FROM a, v')).toEqual([{ id: 1, n: 1 }]);
    expect(await validate({ connection: migrator, location })).toMatchObject({ kind: 'valid', count: 3 });
  });

  it('leaves the database as it was before a migration that fails half-way', async () => {
    const { migrator } = await database();
    const location = await folder(v1);
    await migrate({ connection: migrator, location });
    const admin = { ...server.connection, database: migrator.database };
    const before = [await snapshotSchema(admin), await history(migrator), await query(migrator, 'SELECT * FROM a')];
    await writeFile(
      join(location, 'V2__bad.sql'),
      `CREATE TABLE b (id int);\nINSERT INTO a VALUES (2);\n\n-- wrong\nINSERT INTO a\nSELECT nope;\nDROP TABLE a;\n`,
    );
    expect(await migrate({ connection: migrator, location })).toMatchObject({
      kind: 'failed',
      applied: [],
      failure: {
        script: 'V2__bad.sql',
        line: 5,
        errorLine: 6,
        sqlState: '42703',
        message: 'column "nope" does not exist',
        rolledBack: true,
      },
    });
    expect([await snapshotSchema(admin), await history(migrator), await query(migrator, 'SELECT * FROM a')]).toEqual(before);
  });

  it('keeps the migrations before the one that fails', async () => {
    const { migrator } = await database();
    const location = await folder({ ...v1, 'V2__bad.sql': 'SELECT ${nope};\n' });
    expect(await migrate({ connection: migrator, location })).toMatchObject({
      kind: 'failed',
      applied: [{ version: '1' }],
      failure: { sqlState: null, message: 'No value provided for placeholder: ${nope}.  Check your configuration!' },
    });
    expect(await history(migrator)).toHaveLength(1);
  });

  it('builds an index concurrently without hanging on its own lock, and says what Flyway needs for it', async () => {
    const { migrator } = await database();
    const location = await folder({ ...v1, 'V2__idx.sql': 'CREATE INDEX CONCURRENTLY a_i ON a (id);\n' });
    const result = await migrate({ connection: migrator, location });
    expect(result).toMatchObject({ kind: 'migrated', version: '2' });
    expect(result).toMatchObject({ warnings: [expect.stringContaining('-postgresql.transactional.lock=false') as unknown] });
  });

  it('refuses to mix what needs a transaction with what must not have one', async () => {
    const { migrator } = await database();
    const location = await folder({ 'V1__mixed.sql': 'CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_i ON a (id);\n' });
    expect(await migrate({ connection: migrator, location })).toMatchObject({ kind: 'failed', failure: { line: 2, sqlState: null } });
    expect(await history(migrator)).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])(
    'leaves what a script without a transaction did; with transactionalLock %s the history has %i rows then',
    async (transactionalLock, rows) => {
      const { migrator } = await database();
      const location = await folder({
        ...v1,
        'V2__bad.sql': 'CREATE TABLE b (id int);\nSELECT nope;\n',
        'V2__bad.sql.conf': 'executeInTransaction=false',
      });
      expect(await migrate({ connection: migrator, location, transactionalLock })).toMatchObject({
        kind: 'failed',
        failure: { rolledBack: false, left: [1] },
      });
      expect(await history(migrator)).toHaveLength(rows);
      expect(await query(migrator, 'SELECT * FROM b')).toEqual([]);
    },
  );

  it('refuses a version below the current one, and a changed file, before anything runs', async () => {
    const { migrator } = await database();
    const location = await folder({ ...v1, 'V3__c.sql': 'SELECT 1;\n' });
    await migrate({ connection: migrator, location });
    await writeFile(join(location, 'V2__late.sql'), 'CREATE TABLE late (id int);\n');
    await writeFile(join(location, 'V1__a.sql'), 'CREATE TABLE a (id bigint);\n');
    expect(await migrate({ connection: migrator, location })).toMatchObject({
      kind: 'invalid',
      problems: [
        { code: 'CHECKSUM_MISMATCH', version: '1' },
        { code: 'RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED', version: '2' },
      ],
    });
    expect(await info({ connection: migrator, location })).toMatchObject({
      migrations: [{ state: 'Success' }, { state: 'Success' }, { state: 'Ignored' }],
    });
  });

  it('refuses a schema with something in it and no history', async () => {
    const { migrator } = await database();
    await query(migrator, 'CREATE TABLE before (id int)');
    expect(await migrate({ connection: migrator, location: await folder(v1) })).toMatchObject({
      kind: 'rejected',
      problems: [{ code: 'NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE' }],
    });
  });

  it('waits for the lock of another migration, as long as it is told to', async () => {
    const { migrator } = await database();
    const location = await folder(v1);
    await withClient(migrator, async (other) => {
      await other.query(`SELECT pg_advisory_lock(${lockKey('public', 'flyway_schema_history')})`);
      expect(await migrate({ connection: migrator, location, lockTimeoutMs: 50 })).toMatchObject({
        kind: 'rejected',
        problems: [{ message: expect.stringContaining('Another migration has held the lock') as unknown }],
      });
      const waiting = migrate({ connection: migrator, location });
      await other.query('SELECT pg_advisory_unlock_all()');
      expect(await waiting).toMatchObject({ kind: 'migrated', version: '1' });
    });
  });

  it('applies each migration once when two run at the same time', async () => {
    const { migrator } = await database();
    const location = await folder({ ...v1, 'V2__b.sql': 'CREATE TABLE b (id int);\n', 'V3__c.sql': 'CREATE TABLE c (id int);\n' });
    const results = await Promise.all([migrate({ connection: migrator, location }), migrate({ connection: migrator, location })]);
    expect(results.map(({ kind }) => kind)).toEqual(['migrated', 'migrated']);
    expect(await history(migrator)).toHaveLength(3);
  });

  it('takes what another one has made since it looked for the history table for that one’s', async () => {
    const { migrator } = await database();
    const options = { connection: migrator, location: await folder(v1) };
    const kinds: string[] = [];
    await withSession(options, async (session) => {
      const looked = session.client.query.bind(session.client) as (...args: readonly unknown[]) => Promise<unknown>;
      let looks = 0;
      const query = async (...args: readonly unknown[]): Promise<unknown> => {
        const answer = await looked(...args);
        if ((looks += 1) === 1) kinds.push((await migrate(options)).kind);
        return answer;
      };
      await prepareSchema({ ...session, client: Object.assign(Object.create(session.client) as Client, { query }) }, options);
    });
    expect(kinds).toEqual(['migrated']);
    expect(await history(migrator)).toHaveLength(1);
  });

  it('fills in placeholders, the built-in ones too', async () => {
    const { migrator } = await database();
    const location = await folder({
      'V1__p.sql': `CREATE TABLE a AS SELECT '\${tbl}/\${flyway:user}/\${flyway:database}/\${flyway:defaultSchema}/\${flyway:table}/\${flyway:filename}' AS t;\n`,
    });
    expect(await migrate({ connection: migrator, location, placeholders: { tbl: 'x' } })).toMatchObject({ kind: 'migrated' });
    expect(await query(migrator, 'SELECT t FROM a')).toEqual([{ t: `x/mig/${migrator.database}/public/flyway_schema_history/V1__p.sql` }]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a callback', { 'afterMigrate__x.sql': 'SELECT 1' }, 'afterMigrate__x.sql is a callback'],
    ['an undo migration', { 'U1__a.sql': 'DROP TABLE a' }, 'U1__a.sql is an undo migration'],
    ['a Java migration', { 'V2__B.java': '' }, 'V2__B.java is a migration that is not SQL'],
    [
      'an unknown script setting',
      { 'V2__b.sql': '', 'V2__b.sql.conf': 'shouldExecute=false' },
      'V2__b.sql.conf, line 1: shouldExecute is not supported',
    ],
  ])('refuses %s by name', async (_, files, message) => {
    const location = await folder({ ...v1, ...files });
    const result = await migrate({ connection: server.connection, location });
    expect(result).toMatchObject({
      kind: 'rejected',
      problems: [{ code: 'NOT_SUPPORTED', message: expect.stringContaining(message) as unknown }],
    });
  });

  it('refuses a folder that is not there', async () => {
    const result = await migrate({ connection: server.connection, location: join(root, 'nowhere') });
    expect(result).toMatchObject({ kind: 'rejected', problems: [{ code: 'CONFIGURATION' }] });
  });
});

describe('validate', () => {
  it('fails on pending migrations unless told to pass over them', async () => {
    const { migrator } = await database();
    const location = await folder(v1);
    expect(await validate({ connection: migrator, location })).toMatchObject({
      kind: 'invalid',
      problems: [{ code: 'RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED', version: '1' }],
    });
    expect(await validate({ connection: migrator, location, ignoreMigrationPatterns: ['*:pending'] })).toMatchObject({ kind: 'valid' });
  });

  it.each(['versioned:pending', '*:failed', 'pending'])('refuses the pattern %s', async (pattern) => {
    const result = await validate({ connection: server.connection, location: await folder(v1), ignoreMigrationPatterns: [pattern] });
    expect(result).toMatchObject({ kind: 'rejected', problems: [{ code: 'CONFIGURATION' }] });
  });
});
