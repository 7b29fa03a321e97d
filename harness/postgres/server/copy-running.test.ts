import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import { copyRunning } from './copy-running.ts';
import { removeCluster } from './remove-cluster.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

let root: string;
let server: RunningPostgres;
const common = { lifetime: 'parent', log: () => undefined } as const;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), ...common });
  await withClient(server.connection, (client) => client.query('create table entry (n int); insert into entry values (1)'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const count = (of: RunningPostgres): Promise<number> =>
  withClient(of.connection, async (client) => Number((await client.query<{ n: string }>('select count(*) as n from entry')).rows[0]?.n));

describe('a copy of a running cluster', () => {
  it('has what was committed, while others go on writing, and shares nothing from then on', async () => {
    const busy = new Client(server.connection);
    await busy.connect();
    await busy.query('insert into entry select generate_series(2, 1000)');
    {
      await using copy = await copyRunning(server, { dataDir: join(root, 'copy'), ...common });
      expect(await count(copy)).toBe(1000);
      await withClient(copy.connection, (client) => client.query('delete from entry'));
      await busy.query('insert into entry values (0)');
      expect(await count(copy)).toBe(0);
      expect(await count(server)).toBe(1001);
    }
    await busy.end();
    const left = await readdir(await realpath(join(root, 'copy')), { withFileTypes: true, recursive: true });
    const sizes = left.filter((entry) => entry.isFile()).map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
    expect(new Set(await Promise.all(sizes))).toEqual(new Set([0]));
  });

  it('takes the place of what a killed run left', async () => {
    const left = await copyRunning(server, { dataDir: join(root, 'copy'), ...common });
    await using copy = await copyRunning(server, { dataDir: join(root, 'copy'), ...common });
    await left.exited;
    expect(await count(copy)).toBe(await count(server));
  });
});
