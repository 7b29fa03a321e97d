import { mkdir, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type EmulatorProcess, EmulatorStartError, startEmulatorProcess } from '../emulator/process.ts';
import { type RunningPostgres, startPostgres } from '../postgres/index.ts';
import { type Backend, BackendError, type PostgresServer, type World, type WorldPlan } from './backend.ts';
import { functionsAtOnce } from './machine.ts';

/** Everything on this machine without a container: the emulator in a process of its own, and a Postgres cluster an environment. */
export const embedded: Backend = {
  kind: 'embedded',
  start: async (plan) => {
    await mkdir(plan.dataDir, { recursive: true });
    await mkdir(plan.logsDir, { recursive: true });
    await using started = new AsyncDisposableStack();
    // Both at once: neither needs the other, and a world that is up soon is what people notice first.
    const [emulator, clusters] = await Promise.all([startEmulator(plan, started), startClusters(plan, started)]);
    const world = toWorld(plan, emulator, clusters, started.move());
    await writeFile(join(plan.dataDir, 'world.json'), JSON.stringify(describe(plan, emulator, clusters), null, 2), { mode: 0o600 });
    return world;
  },
};

async function startEmulator(plan: WorldPlan, started: AsyncDisposableStack): Promise<EmulatorProcess> {
  const accounts = [plan.tooling.account, ...plan.environments.map((environment) => environment.account)];
  const options = {
    dataDir: join(plan.dataDir, 'emulator'),
    accounts,
    seed: plan.seed,
    lifetime: plan.lifetime,
    maxConcurrentFunctions: functionsAtOnce(),
  };
  try {
    const emulator = await startEmulatorProcess(options);
    if (plan.lifetime === 'parent') started.use(emulator);
    return emulator;
  } catch (error) {
    if (error instanceof EmulatorStartError)
      throw new BackendError(error.message, 'End the other rehearsal that uses this folder, or choose another with --out.', error);
    throw error;
  }
}

async function startClusters(plan: WorldPlan, started: AsyncDisposableStack): Promise<ReadonlyMap<string, RunningPostgres>> {
  const wanted = plan.environments.filter((environment) => environment.database);
  const clusters = await Promise.all(
    wanted.map(async ({ name }) => {
      const folder = join(plan.logsDir, name);
      await mkdir(folder, { recursive: true });
      const log = createWriteStream(join(folder, 'postgres.log'), { flags: 'a' });
      const cluster = await startPostgres({
        dataDir: join(plan.dataDir, 'postgres', name),
        cacheDir: plan.cacheDir,
        lifetime: plan.lifetime,
        log: (line) => log.write(`${line}\n`),
      });
      if (plan.lifetime === 'parent') started.use(cluster);
      return [name, cluster] as const;
    }),
  );
  return new Map(clusters);
}

function toWorld(
  plan: WorldPlan,
  emulator: EmulatorProcess,
  clusters: ReadonlyMap<string, RunningPostgres>,
  running: AsyncDisposableStack,
): World {
  let ending = false;
  const broke = new Promise<never>((_, reject) => {
    const watch = (what: string, exited: Promise<unknown>): void => {
      void exited.then(() => {
        if (!ending)
          reject(
            new BackendError(`${what} ended by itself.`, `Its log is below ${plan.logsDir} and ${emulator.logPath}; go on with --resume.`),
          );
      });
    };
    watch('The emulator', emulator.exited);
    for (const [name, cluster] of clusters) watch(`Postgres of ${name}`, cluster.exited);
  });
  // Whoever waits for something of this world races it; nobody waiting is no reason to end the process.
  broke.catch(() => undefined);
  return {
    emulator: 'dress-rehearsal embedded',
    missing: [],
    broke,
    engine: null,
    endpointOf: () => emulator.endpoint,
    endpointInside: () => emulator.endpoint,
    rootCredentials: (account) => {
      const key = emulator.rootKeys[account];
      if (key === undefined) throw new Error(`the emulator has no root key of account ${account}`);
      return key;
    },
    postgresOf: (environment) => serverOf(environment, clusters),
    reach: (_, functionUrl) => Promise.resolve(functionUrl),
    [Symbol.asyncDispose]: async () => {
      ending = true;
      await running.disposeAsync();
      if (plan.lifetime === 'detached') for (const cluster of clusters.values()) cluster.release();
    },
  };
}

function serverOf(environment: string, clusters: ReadonlyMap<string, RunningPostgres>): PostgresServer {
  const cluster = clusters.get(environment);
  if (cluster === undefined) throw new Error(`${environment} has no Postgres`);
  const { host, port, superuser } = cluster;
  return { host, port, fromFunctions: { host, port }, superuser };
}

/** What a later command needs of a world that is left up. Root keys are in it: readable by its owner only. */
function describe(plan: WorldPlan, emulator: EmulatorProcess, clusters: ReadonlyMap<string, RunningPostgres>): object {
  return {
    kind: 'embedded',
    lifetime: plan.lifetime,
    tooling: plan.tooling,
    environments: plan.environments,
    emulator: { pid: emulator.pid, endpoint: emulator.endpoint, rootKeys: emulator.rootKeys },
    postgres: [...clusters].map(([name, { host, port, pid, superuser }]) => ({ name, host, port, pid, superuser })),
  };
}
