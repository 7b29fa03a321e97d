import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, removeCluster, type RunningPostgres, startPostgres } from '../../postgres/index.ts';
import { builtinFlyway } from './builtin-flyway.ts';

let root: string;
let server: RunningPostgres;
let databases = 0;
const migrator = { user: 'm', password: 'm' };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'migrator-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

async function migrated(files: Readonly<Record<string, string>>): Promise<string> {
  databases += 1;
  const database = `d${String(databases)}`;
  const location = join(root, database);
  await createDatabase(server.connection, { database, migrator, application: { user: 'a', password: 'a' } });
  await mkdir(location);
  for (const [name, text] of Object.entries(files)) await writeFile(join(location, name), text);
  const connection = { host: server.host, port: server.port, database, ...migrator };
  return (await builtinFlyway.migrate({ connection, location, placeholders: {} })).reason;
}

describe('a migration that fails says what it leaves', () => {
  it.each([
    [
      'in a transaction',
      'create table a (i int);\nselect nothing;',
      null,
      /V1__a\.sql:2: column "nothing" does not exist \(SQLSTATE 42703\); rolled back, the database is as before this migration$/,
    ],
    [
      'outside one, at its first statement',
      'select nothing;',
      'executeInTransaction=false',
      /none of its statements before this one is done$/,
    ],
    [
      'outside one, half-way',
      'create table a (i int);\n\ncreate table b (i int);\nselect nothing;',
      'executeInTransaction=false',
      /the statements in lines 1, 3 are done and stay$/,
    ],
  ])('%s', async (_, text, config, reason) => {
    expect(await migrated({ 'V1__a.sql': text, ...(config === null ? {} : { 'V1__a.sql.conf': config }) })).toMatch(reason);
  });
});
