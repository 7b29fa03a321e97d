import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRunning, type RunningPostgres, startPostgres } from '../postgres/index.ts';
import type { CopiedPostgres, PostgresServer, WorldPlan } from './backend.ts';

/** By the environment's name. */
export type Clusters = ReadonlyMap<string, RunningPostgres>;

/** A Postgres cluster on this machine for each environment that has a database, all at once. */
export async function startClusters(plan: WorldPlan, started: AsyncDisposableStack): Promise<Clusters> {
  const wanted = plan.environments.filter((environment) => environment.database);
  const starting = wanted.map(async ({ name }) => {
    const folder = join(plan.logsDir, name);
    await mkdir(folder, { recursive: true });
    const log = createWriteStream(join(folder, 'postgres.log'), { flags: 'a' });
    const cluster = await startPostgres({
      dataDir: clusterFolder(plan.dataDir, name),
      cacheDir: plan.cacheDir,
      lifetime: plan.lifetime,
      log: (line) => log.write(`${line}\n`),
    });
    if (plan.lifetime === 'parent') started.use(cluster);
    return [name, cluster] as const;
  });
  await Promise.allSettled(starting);
  return new Map(await Promise.all(starting));
}

export function clusterFolder(dataDir: string, environment: string): string {
  return join(dataDir, 'postgres', environment);
}

/** Ends the clusters of a world that was left up; their data stays. */
export async function stopClusters(dataDir: string, cacheDir: string, environments: readonly { readonly name: string }[]): Promise<void> {
  for (const { name } of environments) {
    // Found running it is adopted, so disposing of it stops it.
    const cluster = await startPostgres({ dataDir: clusterFolder(dataDir, name), cacheDir, lifetime: 'parent', log: () => undefined });
    await cluster[Symbol.asyncDispose]();
  }
}

export function clusterOf(environment: string, clusters: Clusters): RunningPostgres {
  const cluster = clusters.get(environment);
  if (cluster === undefined) throw new Error(`${environment} has no Postgres`);
  return cluster;
}

export function addressOf({ host, port, superuser }: RunningPostgres): PostgresServer {
  return { container: null, host, port, fromFunctions: { host, port }, superuser };
}

/** A copy of the environment's cluster as it is now, at work in `folder` until disposed of. */
export async function copyCluster(
  cluster: RunningPostgres,
  environment: string,
  folder: string,
  { cacheDir, logsDir }: WorldPlan,
): Promise<CopiedPostgres> {
  const log = createWriteStream(join(logsDir, environment, 'postgres-copy.log'), { flags: 'a' });
  const copy = await copyRunning(cluster, {
    dataDir: folder,
    cacheDir,
    lifetime: 'parent',
    log: (line) => log.write(`${line}\n`),
  });
  return { ...addressOf(copy), [Symbol.asyncDispose]: () => copy[Symbol.asyncDispose]() };
}
