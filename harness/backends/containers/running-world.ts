import type { Capability, PostgresServer, World, WorldPlan } from '../backend.ts';
import { containersAtOnce } from '../machine.ts';
import { emulatorPort, rootKeyOf } from './emulators/container-emulator.ts';
import { type ChosenEmulator, describeImage } from './emulators/emulator-of.ts';
import type { Engine } from './engine.ts';
import { type FunctionUrlProxy, startFunctionUrlProxy } from './function-url-proxy.ts';
import { listeningOf } from './listening-of.ts';
import type { Isolation } from './plan-parts.ts';
import { postgresPort } from './start-database.ts';
import { watchContainers } from './watch-containers.ts';
import type { EmulatorContainer, PostgresContainer, WorldContainers } from './world-file.ts';

/** Nobody can tell an emulator in a container to fail in one version of a function only, or copy its running Postgres. */
const notAwss: readonly Capability[] = ['database-copies', 'faults'];

/** The harness plays CodeDeploy's part, and hears what a hook reports in its own emulator only. Accepted by nobody: what a team waits for is asked. */
const unheard: Capability = 'traffic-hooks';

export interface RunningWorld {
  readonly engine: Engine;
  readonly plan: WorldPlan;
  readonly emulator: ChosenEmulator;
  readonly isolation: Isolation;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: WorldContainers;
  readonly fresh: boolean;
  /** Ends what follows logs and waits; then what the lifetime asks for. */
  readonly end: () => Promise<void>;
}

export function toWorld({ engine, plan, emulator, isolation, labels, containers, fresh, end }: RunningWorld): World {
  const watching = new AbortController();
  const proxies = new Map<string, Promise<FunctionUrlProxy>>();
  const proxyOf = (environment: string, functionUrl: string): Promise<FunctionUrlProxy> => {
    const { port } = emulatorFor(accountOf(plan, environment), containers);
    const known =
      proxies.get(functionUrl) ??
      startFunctionUrlProxy(emulator.functionAddress(functionUrl), { host: '127.0.0.1', port }, containersAtOnce());
    proxies.set(functionUrl, known);
    return known;
  };
  return {
    emulator: describeImage(emulator.image),
    // None of them could be tried with a client.
    missing: [...notAwss, unheard],
    probe: true,
    tried: [],
    accepted: acceptedIn(emulator, isolation),
    fresh,
    apart: isolation === 'strict',
    registry: isolation === 'strict' || !emulator.readsOtherAccounts ? 'copied' : 'read',
    trace: null,
    broke: watchContainers(engine, plan, containers, watching.signal),
    engine: {
      labels,
      networkOf: (environment) => databaseOf(environment, containers).network,
      listeningOf: (environment) => {
        const emulatorOfIts = emulatorFor(accountOf(plan, environment), containers);
        return listeningOf(engine, {
          emulator: emulatorOfIts.accounts.length === 1 ? emulatorOfIts : undefined,
          postgres: containers.postgres.find(({ name }) => name === environment),
        });
      },
    },
    control: null,
    endpointOf: (account) => `http://127.0.0.1:${emulatorFor(account, containers).port}`,
    endpointInside: () => `http://localhost:${emulatorPort}`,
    rootCredentials: rootKeyOf,
    copyPostgres: null,
    postgresOf: (environment) => toServer(databaseOf(environment, containers)),
    // What a part holds is in one network.
    letReach: () => Promise.resolve(),
    reach: async (environment, functionUrl) => (await proxyOf(environment, functionUrl)).url,
    [Symbol.asyncDispose]: async () => {
      watching.abort();
      for (const proxy of proxies.values()) (await proxy)[Symbol.dispose]();
      await end();
    },
  };
}

/** On one network functions find every Postgres; where accounts are apart, no policy reaches from one to another. */
function acceptedIn({ accepted }: ChosenEmulator, isolation: Isolation): readonly Capability[] {
  return [...new Set<Capability>([...accepted, ...notAwss, isolation === 'strict' ? 'cross-account-denial' : 'network-isolation'])];
}

function accountOf({ environments }: WorldPlan, environment: string): string {
  const found = environments.find(({ name }) => name === environment);
  if (found === undefined) throw new Error(`the world has no environment "${environment}"`);
  return found.account;
}

function emulatorFor(account: string, { emulators }: WorldContainers): EmulatorContainer {
  const found = emulators.find(({ accounts }) => accounts.includes(account));
  if (found === undefined) throw new Error(`no emulator answers for account ${account}`);
  return found;
}

function databaseOf(environment: string, { postgres }: WorldContainers): PostgresContainer {
  const found = postgres.find(({ name }) => name === environment);
  if (found === undefined) throw new Error(`${environment} has no Postgres`);
  return found;
}

function toServer({ container, port, alias, password }: PostgresContainer): PostgresServer {
  return {
    container,
    host: '127.0.0.1',
    port,
    fromFunctions: { host: alias, port: postgresPort },
    superuser: { user: 'postgres', password, database: 'postgres' },
  };
}
