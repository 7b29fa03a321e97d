import type { EmulatorControl, PortShare } from '../emulator/process.ts';

export type { EmulatorControl } from '../emulator/process.ts';

/** `endpoint`: an AWS that runs already, and that others may use too. */
export type BackendKind = 'embedded' | 'containers' | 'endpoint';

/** A place where a rehearsal's accounts and databases run. Adapters can't tell one from another. */
export interface Backend {
  readonly kind: BackendKind;
  /** Brings everything up and resolves when it answers. Throws BackendError with one sentence where it can't. */
  start(plan: WorldPlan): Promise<World>;
}

export interface WorldPlan {
  /** A folder of the run's own: all state is below it. */
  readonly dataDir: string;
  /** Shared between runs: prepared clusters, k6. Safe to delete. */
  readonly cacheDir: string;
  readonly logsDir: string;
  readonly tooling: { readonly account: string; readonly region: string };
  readonly environments: readonly PlannedEnvironment[];
  readonly seed: number;
  /** Resource types that the account's CloudFormation takes and makes nothing of. */
  readonly standIns?: readonly string[];
  /** An account with nothing in it, for what is tried and thrown away; absent where nothing is. */
  readonly spareAccount?: string;
  /** Where the world that is to be gone on with is no more: a new one, or an error. `anew` where absent. */
  readonly whenGone?: 'anew' | 'refuse';
  /** Where the AWS endpoint is to listen again, for who knows it there; a free port where absent. */
  readonly port?: number;
  /** Of the ports that function URLs are at, the part that this world draws new ones from: see the emulator's options. All where absent. */
  readonly portShare?: PortShare;
  /** `parent`: ends with this process, however that ends. `detached`: stays up (--keep). */
  readonly lifetime: 'parent' | 'detached';
}

export interface PlannedEnvironment {
  readonly name: string;
  readonly account: string;
  /** The first of `regions`: the one with the database. */
  readonly region: string;
  /** Where releases are deployed to. */
  readonly regions: readonly string[];
  /** Whether people may change it, or only look. */
  readonly access: 'pipeline' | 'anyone';
  /** Whether it has a Postgres. */
  readonly database: boolean;
}

export interface World extends AsyncDisposable {
  readonly emulator: string;
  /** What this backend can't do, by capability's name: `iam-enforcement`, `signatures`, … */
  readonly missing: readonly Capability[];
  /** Whether that is to be tried at every start. Where not, `missing` is all, and the backend's own tests show the rest. */
  readonly probe: boolean;
  /** What it has tried itself while it started, because it depends on the machine. */
  readonly tried: readonly TriedCapability[];
  /** Of what is missing, what a rehearsal here goes on without, shown as waived; any other makes the gate that needs it block. */
  readonly accepted: readonly Capability[];
  /** Whether nothing of an earlier start is in it. */
  readonly fresh: boolean;
  /** Whether each account is an emulator of its own: none knows the identities of another, or can read what lies there. */
  readonly apart: boolean;
  /** How an account comes by what the tooling account's registry holds: `read` there by the registry's policy, or `copied` where it can read no other account's. */
  readonly registry: 'read' | 'copied';
  /** The AWS endpoint as seen from this machine. */
  endpointOf(account: string): string;
  /** The same as AWS's own services see it: CloudFormation fetches a long template from there. */
  endpointInside(account: string): string;
  /** Where tools run as containers beside the world; null where they run as processes. */
  readonly engine: ContainerPlace | null;
  /** A file with a line of JSON for each call that was made in any account; null where there is none. */
  readonly trace: string | null;
  /** Plants faults in the accounts; null where the backend can't. */
  readonly control: EmulatorControl | null;
  rootCredentials(account: string): RootCredentials;
  postgresOf(environment: string): PostgresServer;
  /** A copy of the environment's Postgres as it is now, at work in `folder` until disposed of; null where the backend can't make one. */
  readonly copyPostgres: ((environment: string, folder: string) => Promise<CopiedPostgres>) | null;
  /**
   * From now on the environments' functions reach these ports of 127.0.0.1, each environment its own; `what` has no others. Databases are reached
   * as they are.
   */
  letReach(what: string, ports: readonly ReachablePort[]): Promise<void>;
  /** An address on 127.0.0.1 that reaches what the account calls `functionUrl`. */
  reach(environment: string, functionUrl: string): Promise<string>;
  /** Rejects, with the sentence, as soon as a part of the world has ended by itself. Never resolves. */
  readonly broke: Promise<never>;
}

export const capabilities = [
  'iam-enforcement',
  'signatures',
  'trust-policies',
  'cross-account-denial',
  'alias-weights',
  'stack-rollback',
  'kms',
  'http-apis',
  'call-trace',
  'web-identity',
  'network-isolation',
  'lock-table',
  'database-copies',
  'faults',
  'traffic-hooks',
] as const;
export type Capability = (typeof capabilities)[number];

/** What was seen of a capability, as half a sentence: `the functions of each account are in a network of their own`. */
export interface TriedCapability {
  readonly capability: Capability;
  readonly there: boolean;
  readonly seen: string;
  readonly durationMs: number;
}

export interface ReachablePort {
  readonly environment: string;
  readonly port: number;
}

/** What a container needs to stand where an environment's Postgres is found, and to be removed with the world. */
export interface ContainerPlace {
  readonly labels: Readonly<Record<string, string>>;
  networkOf(environment: string): string;
  /** What listens for the environment alone, at the addresses that the engine gave it on its network. */
  listeningOf(environment: string): Promise<readonly NetworkListener[]>;
}

export interface NetworkListener {
  /** `Postgres`, `the emulator`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Of whoever may do everything in an account: its root, or the owner that a profile names. */
export interface RootCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface PostgresServer {
  /** The container that it runs in, as the engine knows it; null where it is a process. */
  readonly container: string | null;
  readonly host: string;
  readonly port: number;
  /** Where the environment's functions find it. */
  readonly fromFunctions: { readonly host: string; readonly port: number };
  readonly superuser: { readonly user: string; readonly password: string; readonly database: string };
}

export interface CopiedPostgres extends PostgresServer, AsyncDisposable {}

/** Something that a rehearsal needs is missing or broke; the run ends 3. `advice` is the line that mends it. */
export class BackendError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BackendError';
    this.advice = advice;
  }
}
