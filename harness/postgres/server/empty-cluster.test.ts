import { existsSync } from 'node:fs';
import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyCluster } from './empty-cluster.ts';
import { isAlive } from './postmaster-pid.ts';
import { removeCluster } from './remove-cluster.ts';
import { startPostgres } from './start-postgres.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rehearse-empty-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const bytesIn = async (folder: string): Promise<number> => {
  const sizes = (await readdir(folder, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

it('stops a cluster and gives back its space, and leaves its files to be removed', async () => {
  const dataDir = join(root, 'cluster');
  await using running = await startPostgres({ dataDir, lifetime: 'parent', log: () => undefined });
  // The test's own folder may be closed to postgres: its data is elsewhere then.
  const data = await realpath(dataDir);
  const files = (await readdir(data, { recursive: true })).length;
  expect(await bytesIn(data)).toBeGreaterThan(10_000_000);
  await emptyCluster(dataDir);
  expect([await bytesIn(data), isAlive(running.pid)]).toEqual([0, false]);
  expect((await readdir(data, { recursive: true })).length).toBeGreaterThan(files / 2);
  await removeCluster(dataDir);
  expect([existsSync(dataDir), existsSync(data)]).toEqual([false, false]);
});
