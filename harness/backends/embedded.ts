import { mkdir, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmulatorProcess, EmulatorStartError, type ProcessOptions, startEmulatorProcess } from '../emulator/process.ts';
import { type Backend, BackendError, type ReachablePort, type TriedCapability, type World, type WorldPlan } from './backend.ts';
import { addressOf, clusterOf, type Clusters, copyCluster, startClusters } from './clusters.ts';
import { functionsAtOnce } from './machine.ts';
import { endFormerEmulator } from './stop-kept.ts';

const formerPatienceMs = 30_000;

/** Everything on this machine without a container: the emulator in a process of its own, and a Postgres cluster an environment. */
export const embedded: Backend = {
  kind: 'embedded',
  start: async (plan) => {
    await mkdir(plan.dataDir, { recursive: true });
    await mkdir(plan.logsDir, { recursive: true });
    const fresh = !existsSync(join(plan.dataDir, 'emulator'));
    await using started = new AsyncDisposableStack();
    // Where the databases were is not where they will be.
    await letReach(plan, 'databases', []);
    // Both at once: neither needs the other, and a world that is up soon is what people notice first. Where one can't start, the other is waited for: it has to be ended.
    const [emulator, clusters] = await bothOf(startEmulator(plan, started), startClusters(plan, started));
    await letReach(plan, 'databases', portsOf(clusters));
    const file = join(plan.dataDir, 'world.json');
    await writeFile(`${file}.unfinished`, JSON.stringify(describe(plan, emulator, clusters), null, 2), { mode: 0o600 });
    await rename(`${file}.unfinished`, file);
    return { ...toWorld(plan, emulator, clusters, started.move()), fresh };
  },
};

/** Both, or the first one's error when both have come to an end. */
async function bothOf<First, Second>(first: Promise<First>, second: Promise<Second>): Promise<[First, Second]> {
  await Promise.allSettled([first, second]);
  return await Promise.all([first, second]);
}

async function startEmulator(plan: WorldPlan, started: AsyncDisposableStack): Promise<EmulatorProcess> {
  const accounts = [plan.tooling.account, ...plan.environments.map((environment) => environment.account), ...spareOf(plan)];
  const options = {
    dataDir: join(plan.dataDir, 'emulator'),
    accounts,
    seed: plan.seed,
    ...(plan.port === undefined ? {} : { port: plan.port }),
    lifetime: plan.lifetime,
    network: { kind: 'namespaces' as const, reachable: reachableFolder(plan) },
    maxConcurrentFunctions: functionsAtOnce(),
    // The rollout moves them, step by step.
    deployments: 'held' as const,
    ...(plan.standIns === undefined ? {} : { standIns: plan.standIns }),
    ...(plan.portShare === undefined ? {} : { portShare: plan.portShare }),
  };
  try {
    const emulator = await startAfterFormer(options);
    if (plan.lifetime === 'parent') started.use(emulator);
    return emulator;
  } catch (error) {
    if (error instanceof EmulatorStartError)
      throw new BackendError(error.message, 'End the other rehearsal that uses this folder, or choose another with --out.', error);
    throw error;
  }
}

/** The run's folder is locked, so an emulator that is at work in it is one that a killed run left: it is ending, or is ended here. */
async function startAfterFormer(options: ProcessOptions): Promise<EmulatorProcess> {
  const deadline = performance.now() + formerPatienceMs;
  for (;;) {
    try {
      return await startEmulatorProcess(options);
    } catch (error) {
      if (!(error instanceof EmulatorStartError) || !mayPass(error) || performance.now() > deadline) throw error;
      await endFormerEmulator(options.dataDir);
      await pause(50);
    }
  }
}

/** A function URL's port is in the range that any connection on this machine may have for a while. */
function mayPass({ code, message }: EmulatorStartError): boolean {
  return code !== 'FAILED' || message.includes('that port is taken');
}

function toWorld(plan: WorldPlan, emulator: EmulatorProcess, clusters: Clusters, running: AsyncDisposableStack): Omit<World, 'fresh'> {
  let ending = false;
  const reachable = new Map<string, readonly ReachablePort[]>();
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
    missing: emulator.network.kind === 'namespaces' ? [] : ['network-isolation'],
    probe: false,
    tried: [triedNetwork(emulator.network)],
    accepted: [],
    apart: false,
    registry: 'read',
    trace: join(plan.dataDir, 'emulator', 'trace.jsonl'),
    broke,
    engine: null,
    control: emulator.control,
    endpointOf: () => emulator.endpoint,
    endpointInside: () => emulator.endpoint,
    rootCredentials: (account) => {
      const key = emulator.rootKeys[account];
      if (key === undefined) throw new Error(`the emulator has no root key of account ${account}`);
      return key;
    },
    postgresOf: (environment) => addressOf(clusterOf(environment, clusters)),
    copyPostgres: async (environment, folder) => {
      const copy = await copyCluster(clusterOf(environment, clusters), environment, folder, plan);
      const beside = [...reachable.values()].flat().filter((each) => each.environment === environment);
      await letSpareReach(plan, [copy.port, ...beside.map(({ port }) => port)]);
      return copy;
    },
    letReach: async (what, ports) => {
      reachable.set(what, ports);
      await letReach(plan, what, ports);
    },
    reach: (_, functionUrl) => Promise.resolve(functionUrl),
    [Symbol.asyncDispose]: async () => {
      ending = true;
      await running.disposeAsync();
      if (plan.lifetime === 'detached') for (const cluster of clusters.values()) cluster.release();
    },
  };
}

function triedNetwork(network: EmulatorProcess['network']): TriedCapability {
  const capability = 'network-isolation';
  const { kind, durationMs } = network;
  if (kind === 'namespaces')
    return { capability, there: true, seen: 'the functions of each account are in a network of their own', durationMs };
  return { capability, there: false, seen: `functions share this machine's network: ${network.because}`, durationMs };
}

function portsOf(clusters: Clusters): readonly ReachablePort[] {
  return [...clusters].map(([environment, { port }]) => ({ environment, port }));
}

function reachableFolder({ dataDir }: WorldPlan): string {
  return join(dataDir, 'reachable');
}

/** Tells the emulator, which watches the folder. */
async function letReach(plan: WorldPlan, what: string, ports: readonly ReachablePort[]): Promise<void> {
  const byAccount = plan.environments.map(
    ({ name, account }) => [account, ports.filter(({ environment }) => environment === name).map(({ port }) => port)] as const,
  );
  await writeReachable(plan, what, Object.fromEntries(byAccount));
}

/** A double stands in the spare account: its functions reach the copied database in place of the environment's own, and the same stand-ins. */
async function letSpareReach(plan: WorldPlan, ports: readonly number[]): Promise<void> {
  if (plan.spareAccount !== undefined) await writeReachable(plan, 'copies', { [plan.spareAccount]: ports });
}

async function writeReachable(plan: WorldPlan, what: string, byAccount: Readonly<Record<string, readonly number[]>>): Promise<void> {
  const folder = reachableFolder(plan);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${what}.json`);
  await writeFile(`${file}.unfinished`, JSON.stringify(byAccount));
  await rename(`${file}.unfinished`, file);
}

function spareOf({ spareAccount }: WorldPlan): readonly string[] {
  return spareAccount === undefined ? [] : [spareAccount];
}

/** What a later command needs of a world that is left up. Root keys are in it: readable by its owner only. */
function describe(plan: WorldPlan, emulator: EmulatorProcess, clusters: Clusters): object {
  return {
    kind: 'embedded',
    lifetime: plan.lifetime,
    tooling: plan.tooling,
    environments: plan.environments,
    emulator: { pid: emulator.pid, endpoint: emulator.endpoint, rootKeys: emulator.rootKeys },
    postgres: [...clusters].map(([name, { host, port, pid, superuser }]) => ({ name, host, port, pid, superuser })),
  };
}
