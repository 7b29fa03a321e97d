import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Credentials } from './accounts/credentials.ts';
import { openStateStore } from './accounts/state-store.ts';
import type { StateStore } from './accounts/state.ts';
import { backgroundWork } from './background-work.ts';
import { coverageOf } from './coverage.ts';
import type { OperationCoverage } from './coverage.ts';
import type { AuthenticationRules, CredentialMode } from './http/authenticate.ts';
import { answerRequest } from './http/front-door.ts';
import { hostAuthenticate } from './http/host-authenticate.ts';
import type { HostAnswer, HttpRequest, HttpResponse, ServiceHost } from './kernel/context.ts';
import { createKernel } from './kernel/create-kernel.ts';
import type { Fault, PlantedFault } from './kernel/faults/fault.ts';
import { randomHex } from './kernel/call-context.ts';
import { FaultPlan } from './kernel/faults/fault-plan.ts';
import { LifecycleHooks } from './kernel/lifecycle-hooks.ts';
import type { Deployments, Kernel } from './kernel/kernel.ts';
import { seededRandom } from './kernel/seeded-random.ts';
import { serviceHost } from './kernel/service-host.ts';
import { openTrace } from './kernel/trace.ts';
import { startFunctionNetwork } from './network/start-function-network.ts';
import type { NetworkKind, NetworkOption } from './network/start-function-network.ts';
import { listenEverywhere, listenForAll } from './listen-everywhere.ts';
import { listenInRange, portsOf } from './listen-in-range.ts';
import type { PortShare } from './listen-in-range.ts';
import { lazyServices } from './service-registry.ts';
import type { LazyServices, ServiceTable } from './service-registry.ts';
import { services } from './services/index.ts';
import type { ServiceModel } from './schema/service-model.ts';

export type { Fault, FunctionFault, OperationFault, PlantedFault } from './kernel/faults/fault.ts';
export type { CredentialMode } from './http/authenticate.ts';
export type { OperationCoverage } from './coverage.ts';
export type { NetworkKind, NetworkOption } from './network/start-function-network.ts';
export { DataDirectoryInUseError } from './accounts/state-lock.ts';
export { PortInUseError } from './http/listen.ts';
export type { PortShare } from './listen-in-range.ts';
export { emulatedResourceTypes } from './resource-types.ts';
export { removeAccount } from './remove-account.ts';
export { restoreAccount } from './restore-account.ts';

export interface EmulatorOptions {
  /** Everything is kept here: state, blobs, `trace.jsonl`. One emulator at a time; may be copied while stopped. */
  readonly dataDir: string;
  /** On 127.0.0.1. 0, the default, takes a free one. */
  readonly port?: number;
  /**
   * The part of the ports from 20000 to 31999 that new function URLs and HTTP APIs draw theirs from; all by default. Those that are there already stay
   * where they are. For emulators beside each other that are stopped and started again: none draws what another one comes back to.
   */
  readonly portShare?: PortShare;
  /** Twelve digits each: whose root keys are wanted. */
  readonly accounts: readonly string[];
  /** `open`: a 12-digit access key is that account's root, any other key account 000000000000's, signatures unchecked. */
  readonly credentials?: CredentialMode;
  readonly seed: number;
  /** What the services take for the time. Requests' signatures are checked against the machine's clock all the same. */
  readonly clock?: () => Date;
  /** At most this many functions run at once; default 64. */
  readonly maxConcurrentFunctions?: number;
  /** The network that functions are in; `shared` by default. */
  readonly network?: NetworkOption;
  /**
   * Types of CloudFormation resources (`AWS::EC2::VPC`) that stacks may hold though they are not emulated: they are taken, get an id and
   * placeholders, and are called stand-ins in the stack's events and in the trace (`"kind":"stand-in"`).
   */
  readonly standIns?: readonly string[];
  /**
   * What becomes of an alias with a `DeploymentPreference` when its stack is updated, which AWS hands to CodeDeploy: `at-once`, the default, sends it to
   * the new version, `held` leaves it where it is until somebody calls UpdateAlias, as whoever carries out the deployment does.
   */
  readonly deployments?: Deployments;
  /** Where unexpected errors go, with their stack. */
  readonly log: Writable;
  /** For tests: other services than the emulator's, and models of those that the SDK has no package for. */
  readonly services?: ServiceTable;
  readonly models?: Readonly<Record<string, ServiceModel>>;
}

export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RunningEmulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly port: number;
  readonly rootKeys: Readonly<Record<string, RootKey>>;
  /** For whoever runs the emulator, and no part of AWS's interface. */
  readonly faults: FaultControl;
  /** For whoever carries out deployments: their hooks' executions. */
  readonly hooks: HookControl;
  /** The network that functions are in: `shared` also where this machine can't do better. */
  readonly network: NetworkKind;
  /** As `emulatorCoverage`, of the services that this one was started with. */
  coverage(): Promise<readonly OperationCoverage[]>;
}

/** Opens an execution of a hook, which it reports on through CodeDeploy, and looks at what was reported. */
export type HookControl = Pick<LifecycleHooks, 'open' | 'find'>;

/** Plants what is to go wrong, and takes it away; each is a line of the trace. */
export interface FaultControl {
  plant(fault: Fault): PlantedFault;
  /** False where there is none of that name (any more). */
  remove(id: string): boolean;
  list(): readonly PlantedFault[];
}

/**
 * Starts the emulator in this process and answers when it listens.
 * @throws DataDirectoryInUseError, PortInUseError
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** What is opened is closed in the opposite order: first no more requests, then background work, services, trace and state. */
async function open(options: EmulatorOptions, opened: AsyncDisposableStack): Promise<RunningEmulator> {
  const network = opened.use(startFunctionNetwork(options.network ?? { kind: 'shared' }));
  const state = opened.use(openStateStore(options.dataDir));
  const trace = opened.use(openTrace(join(options.dataDir, 'trace.jsonl')));
  const credentials = new Credentials(state);
  const now = options.clock ?? ((): Date => new Date());
  const rules: AuthenticationRules = { credentials, mode: options.credentials ?? 'checked', now, wallClock: () => new Date() };
  const background = backgroundWork(options.log);
  const hosts: HostAnswer[] = [];
  let endpoint = '';

  const known = lazyServices(options.services ?? services, () => host, options.models);
  const faults = new FaultPlan(options.seed);
  const lifecycleHooks = new LifecycleHooks(randomHex);
  const kernel = createKernel({
    state,
    credentials,
    trace,
    faults,
    lifecycleHooks,
    log: options.log,
    services: opened.use(known),
    dataDir: options.dataDir,
    maxConcurrentFunctions: options.maxConcurrentFunctions ?? 64,
    standIns: checkedStandIns(options.standIns ?? []),
    deployments: options.deployments ?? 'at-once',
    now,
    // What was made up before may be there still, in this account or, as a bucket, in another's: ids go on, and don't begin again.
    random: seededRandom(options.seed, state.openedBefore),
    endpoint: () => endpoint,
  });
  const logError = (error: unknown): void => {
    options.log.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  };
  const urlPorts = portsOf(options.portShare ?? { index: 0, of: 1 });
  const listen: ServiceHost['listen'] = (port, account, handler) => listenEverywhere(network, { port, account }, handler, logError);
  const host = serviceHost(
    kernel,
    {
      listen,
      listenAnywhere: (account, handler) => listenInRange(urlPorts, (port) => listen(port, account, handler)),
      network,
      answerHosts: (answer) => {
        hosts.push(answer);
      },
      authenticate: (request, service) => hostAuthenticate(rules, request, service),
    },
    (task) => background.start(task),
  );
  opened.use(background);

  const answer = (request: HttpRequest, from?: string): Promise<HttpResponse> =>
    answeredByHost(hosts, request, from) ?? answerRequest(kernel, rules, request);
  const server = opened.use(await listenForAll(network, options.port ?? 0, answer, logError));
  endpoint = `http://127.0.0.1:${server.port}`;
  await takeUpWork(known, state);
  const rootKeys = Object.fromEntries(options.accounts.map((account) => [account, rootKeyOf(credentials, account)]));
  return {
    endpoint,
    port: server.port,
    rootKeys,
    faults: tracedFaults(faults, kernel),
    hooks: lifecycleHooks,
    network: await network.kind,
    coverage: () => coverageOf(options.services ?? services, options.models),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Every operation that AWS has of the emulator's services, and what of it is implemented. Needs no running emulator; loads all services. */
export function emulatorCoverage(): Promise<readonly OperationCoverage[]> {
  return coverageOf(services);
}

function tracedFaults(faults: FaultPlan, { trace, now }: Pick<Kernel, 'trace' | 'now'>): FaultControl {
  const write = (change: 'planted' | 'removed', { id, fault }: PlantedFault): void => {
    trace.write({ at: now().toISOString(), kind: `fault-${change}`, id, fault, wants: [] });
  };
  return {
    list: () => faults.list(),
    plant: (fault) => {
      const planted = faults.plant(fault);
      write('planted', planted);
      return planted;
    },
    remove: (id) => {
      const planted = faults.list().find((each) => each.id === id);
      if (planted === undefined || !faults.remove(id)) return false;
      write('removed', planted);
      return true;
    },
  };
}

function answeredByHost(hosts: readonly HostAnswer[], request: HttpRequest, from: string | undefined): ReturnType<HostAnswer> {
  for (const answer of hosts) {
    const answered = answer(request, from);
    if (answered !== undefined) return answered;
  }
  return undefined;
}

function checkedStandIns(types: readonly string[]): readonly string[] {
  const wrong = types.find((type) => !/^[A-Za-z0-9]+(?:::[A-Za-z0-9@_-]+)+$/.test(type));
  if (wrong === undefined) return types;
  throw new Error(`${JSON.stringify(wrong)} in standIns is no resource type. Write it as a template does, for example AWS::EC2::VPC.`);
}

function rootKeyOf(credentials: Credentials, account: string): RootKey {
  if (!/^\d{12}$/.test(account)) throw new Error(`${JSON.stringify(account)} is no account id: it takes twelve digits.`);
  const { accessKeyId, secretAccessKey } = credentials.rootKey(account);
  return { accessKeyId, secretAccessKey };
}

/** Services with state from an earlier run are started now: they may have listeners to open and work to finish. */
async function takeUpWork(known: LazyServices, state: StateStore): Promise<void> {
  await Promise.all(known.names.map(async (name) => (state.partitionsOf(name).length > 0 ? known.find(name) : undefined)));
}
