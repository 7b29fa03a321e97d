import { BackendError, type Capability, type CopiedPostgres, type RootCredentials, type World, type WorldPlan } from '../backend.ts';
import { addressOf, clusterOf, type Clusters, copyCluster } from '../clusters.ts';
import type { ContainerEmulator } from '../containers/emulators/container-emulator.ts';
import { byHost } from '../containers/emulators/function-address.ts';
import { type FunctionUrlProxy, startFunctionUrlProxy } from '../containers/function-url-proxy.ts';
import { containersAtOnce } from '../machine.ts';
import { isLoopback } from './loopback.ts';
import type { ReachedClusters } from './reached-clusters.ts';

/** Nobody here can tell an emulator that somebody else runs to fail in one version of a function only. */
const notAwss: readonly Capability[] = ['faults'];

/** What is known to be missing of one emulator or another, and a rehearsal goes on without. What is missing here is what the probes find. */
const accepted: readonly Capability[] = [
  ...notAwss,
  'iam-enforcement',
  'signatures',
  'trust-policies',
  'cross-account-denial',
  'alias-weights',
  'stack-rollback',
  'call-trace',
  'web-identity',
  'lock-table',
  'network-isolation',
];

export interface EndpointWorld {
  readonly endpoint: string;
  /** Null where it is none of the known ones. */
  readonly emulator: ContainerEmulator | null;
  /** The owner's of each account. */
  readonly keys: (account: string) => RootCredentials;
  readonly plan: WorldPlan;
  readonly clusters: Clusters;
  readonly reached: ReachedClusters;
  readonly fresh: boolean;
  readonly broke: Promise<never>;
  /** Takes away what is to go. */
  readonly end: () => Promise<void>;
}

export function toWorld({ endpoint, emulator, keys, plan, clusters, reached, fresh, broke, end }: EndpointWorld): World {
  const addressOfFunction = emulator === null ? byHost : emulator.functionAddress;
  const proxies = new Map<string, Promise<FunctionUrlProxy>>();
  const { hostname, port } = new URL(endpoint);
  const host = hostname.replaceAll(/[[\]]/g, '');
  const proxyOf = (functionUrl: string): Promise<FunctionUrlProxy> => {
    const known =
      proxies.get(functionUrl) ?? startFunctionUrlProxy(addressOfFunction(functionUrl), { host, port: Number(port) }, containersAtOnce());
    proxies.set(functionUrl, known);
    return known;
  };
  return {
    emulator: emulator === null ? endpoint : `${emulator.title} at ${endpoint}`,
    // Nor does anybody here hear what a hook reports: the harness plays CodeDeploy's part in its own emulator only.
    missing: [...notAwss, 'traffic-hooks'],
    probe: true,
    tried: [],
    accepted,
    fresh,
    apart: false,
    // Whether an account's functions find code that lies in another account's bucket differs from one to another: a copy is found everywhere.
    registry: 'copied',
    trace: null,
    broke,
    engine: null,
    control: null,
    endpointOf: () => endpoint,
    endpointInside: () => endpoint,
    rootCredentials: keys,
    postgresOf: (environment) => ({ ...addressOf(clusterOf(environment, clusters)), fromFunctions: reached.of(environment) }),
    copyPostgres: (environment, folder) => copy({ plan, clusters, reached }, environment, folder),
    letReach: (what, ports) => letReach(reached, what, ports.length),
    reach: async (_, functionUrl) => (isLoopback(functionUrl) ? functionUrl : (await proxyOf(functionUrl)).url),
    [Symbol.asyncDispose]: async () => {
      for (const proxy of proxies.values()) (await proxy)[Symbol.dispose]();
      await end();
    },
  };
}

async function copy(
  { plan, clusters, reached }: Pick<EndpointWorld, 'plan' | 'clusters' | 'reached'>,
  environment: string,
  folder: string,
): Promise<CopiedPostgres> {
  await using made = new AsyncDisposableStack();
  const copied = made.use(await copyCluster(clusterOf(environment, clusters), environment, folder, plan));
  const { host, port } = made.use(await reached.passing(copied.port));
  const all = made.move();
  return { ...copied, fromFunctions: { host, port }, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** Whatever runs the functions reaches this machine's 127.0.0.1, or it does not: nobody here can change it. */
async function letReach({ isElsewhere }: ReachedClusters, what: string, ports: number): Promise<void> {
  if (!isElsewhere || ports === 0) return await Promise.resolve();
  throw new BackendError(
    `Functions that reach this machine at another address than 127.0.0.1 can not reach ${what}, which answer there.`,
    'Rehearse this project with --backend embedded.',
  );
}
