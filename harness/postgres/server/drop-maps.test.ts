import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import { removeCluster } from './remove-cluster.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

let root: string;
let server: RunningPostgres;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-maps-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const maps = async (folder: string): Promise<readonly string[]> =>
  (await readdir(await realpath(folder), { recursive: true })).filter((name) => /_(fsm|vm)$/.test(name));

it('leaves a cluster that works, checks itself as sound, and makes maps where it wants them', async () => {
  expect((await maps(join(root, 'cluster'))).filter((name) => name.startsWith('base/4/'))).toEqual([]);
  await withClient(server.connection, async (client) => {
    // Catalogues whose maps are gone are written, vacuumed and read by index alone.
    await client.query(
      'create table entry (n int primary key, text text); insert into entry select n, repeat(n::text, 20) from generate_series(1, 5000) n',
    );
    await client.query('delete from entry where n % 2 = 0');
    await client.query('vacuum (analyze) entry; ');
    await client.query('vacuum pg_catalog.pg_class');
    const { rows } = await client.query<{ n: string }>('select count(*) as n from entry where n between 1 and 1000');
    expect(rows).toEqual([{ n: '500' }]);
    await client.query('create database another');
    await client.query('create extension if not exists amcheck');
    // amcheck is Postgres's own judge of heaps and their maps: it says nothing where all is well.
    const heaps = await client.query(
      "select c.relname, v.* from pg_class c, lateral verify_heapam(c.oid) v where c.relkind in ('r', 'm', 't')",
    );
    expect(heaps.rows).toEqual([]);
  });
  expect((await maps(join(root, 'cluster'))).length).toBeGreaterThan(0);
});
