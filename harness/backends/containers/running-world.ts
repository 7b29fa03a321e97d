import { BackendError, type Capability, type PostgresServer, type World, type WorldPlan } from '../backend.ts';
import { containersAtOnce } from '../machine.ts';
import type { Engine } from './engine.ts';
import { type FunctionUrlProxy, startFunctionUrlProxy } from './function-url-proxy.ts';
import { imageOf } from './images.ts';
import { postgresPort } from './start-database.ts';
import type { WorldContainers } from './world-file.ts';

/**
 * What LocalStack's free image is known to lack and a rehearsal goes on without. What is missing is what the probes find; a gap that isn't
 * in this list blocks the gate that needs it: a template with HTTP APIs can't be deployed where there are none.
 */
const accepted: readonly Capability[] = [
  'iam-enforcement',
  'signatures',
  'trust-policies',
  'cross-account-denial',
  'alias-weights',
  'stack-rollback',
  'call-trace',
  'web-identity',
  // One network for all: functions find every Postgres.
  'network-isolation',
  // Its DynamoDB is another program, which the free image fetches when it is first asked for.
  'lock-table',
  'database-copies',
  // Nobody can tell LocalStack to fail in one version of a function only.
  'faults',
];

export interface RunningWorld {
  readonly engine: Engine;
  readonly plan: WorldPlan;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: WorldContainers;
  /** Ends what follows logs and waits; then what the lifetime asks for. */
  readonly end: () => Promise<void>;
}

export function toWorld({ engine, plan, labels, containers, end }: RunningWorld): World {
  const { localstack, network } = containers;
  const watching = new AbortController();
  const proxies = new Map<string, Promise<FunctionUrlProxy>>();
  const proxyOf = (functionUrl: string): Promise<FunctionUrlProxy> => {
    const proxy = proxies.get(functionUrl) ?? startFunctionUrlProxy(functionUrl, localstack.port, containersAtOnce());
    proxies.set(functionUrl, proxy);
    return proxy;
  };
  return {
    emulator: imageOf('localstack').replace(/^.*\//, '').replace(':', ' '),
    // No capabilities of AWS's, so nothing that could be tried with a client.
    missing: ['database-copies', 'faults'],
    probe: true,
    tried: [],
    accepted,
    trace: null,
    broke: watch(engine, plan, containers, watching.signal),
    engine: { network, labels },
    control: null,
    endpointOf: () => `http://127.0.0.1:${localstack.port}`,
    endpointInside: () => 'http://localhost:4566',
    // LocalStack's convention: a key of twelve digits is that account's, whatever the secret.
    rootCredentials: (account) => ({ accessKeyId: account, secretAccessKey: 'rehearsal' }),
    copyPostgres: null,
    postgresOf: (environment) => serverOf(environment, containers),
    // All containers are in one network.
    letReach: () => Promise.resolve(),
    reach: async (_, functionUrl) => (await proxyOf(functionUrl)).url,
    [Symbol.asyncDispose]: async () => {
      watching.abort();
      for (const proxy of proxies.values()) (await proxy)[Symbol.dispose]();
      await end();
    },
  };
}

function serverOf(environment: string, { postgres }: WorldContainers): PostgresServer {
  const server = postgres.find(({ name }) => name === environment);
  if (server === undefined) throw new Error(`${environment} has no Postgres`);
  const { port, alias, password } = server;
  return {
    host: '127.0.0.1',
    port,
    fromFunctions: { host: alias, port: postgresPort },
    superuser: { user: 'postgres', password, database: 'postgres' },
  };
}

/** Rejects as soon as a container has ended by itself. */
function watch(engine: Engine, { logsDir }: WorldPlan, { localstack, postgres }: WorldContainers, signal: AbortSignal): Promise<never> {
  const watched = [
    { what: 'LocalStack', id: localstack.container },
    ...postgres.map(({ name, container }) => ({ what: `Postgres of ${name}`, id: container })),
  ];
  const broke = new Promise<never>((_, reject) => {
    for (const { what, id } of watched) {
      const ended = (why: string): void => {
        if (!signal.aborted)
          reject(new BackendError(`${what} ended by itself${why}.`, `Its log is below ${logsDir}. Start a run of its own.`));
      };
      engine.container
        .getById(id)
        .wait({ abortSignal: signal })
        .then(
          (end: { readonly StatusCode?: number }) => ended(` (exit code ${end.StatusCode ?? '?'})`),
          (error: unknown) => ended(`: ${error instanceof Error ? error.message : String(error)}`),
        );
    }
  });
  // Whoever waits for something of this world races it; nobody waiting is no reason to end the process.
  broke.catch(() => undefined);
  return broke;
}
