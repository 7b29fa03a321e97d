import type { StaticOperationSchema } from '@smithy/types';
import type { Credentials } from '../accounts/credentials.ts';
import type { Want } from '../accounts/policy.ts';
import type { Principal } from '../accounts/principal.ts';
import type { BlobStore, Partition, StateStore } from '../accounts/state.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { LifecycleHooks } from './lifecycle-hooks.ts';
import type { FunctionNetwork } from './function-network.ts';

/** What an operation may know and reach. Everything that it does to the world goes through here. */
export interface OperationContext {
  readonly requestId: string;
  /** The caller's account for most services; S3 and others find a foreign owner by ARN or name and use `partitionOf`. */
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  /** The emulator's clock: never `new Date()` in a handler. */
  now(): Date;
  /** This service's rows in the caller's account and region. */
  readonly state: Partition;
  /** This service's rows elsewhere: another account's, `globalRegion`, `sharedAccount`. */
  partitionOf(account: string, region: string): Partition;
  transaction<T>(work: () => T): T;
  readonly blobs: BlobStore;
  /** Every access key of the emulator: STS and IAM issue and revoke them, Lambda issues a session of the execution role. */
  readonly credentials: Credentials;
  /** The key that signed this request; absent for an anonymous one and for calls from inside. */
  readonly accessKeyId?: string;
  /** The signing name of the service that calls on the principal's behalf, by `call`: what kms:ViaService tells. */
  readonly viaService?: string;
  /** A number in [0, 1) from the emulator's seed: alias weights, generated ids. */
  random(): number;
  /** Crypto-strong ids where AWS's are unguessable (secrets, session tokens). Lower-case hex. */
  randomHex(bytes: number): string;
  /** `http://127.0.0.1:PORT`: what a function gets as AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /**
   * Calls another operation through dispatch: authenticated as `as` (default: this call's principal), authorised, traced.
   * The only way from one service to another.
   */
  call<Output = Record<string, unknown>>(
    operation: StaticOperationSchema,
    input: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<Output>;
  /** What this service started with the emulator (Lambda's execution environments), as its `start` returned it. */
  readonly running: unknown;
  /** Resource types that the user lets stacks hold though they are not emulated. */
  readonly standIns: readonly string[];
  /** The request's headers and where it came from, for what is no part of the schema (aws:SourceIp, aws:UserAgent). */
  readonly http: { readonly headers: Readonly<Record<string, string>>; readonly sourceIp: string; readonly host: string };
}

export interface CallOptions {
  readonly as?: Principal;
  readonly account?: string;
  readonly region?: string;
}

/** What a service gets when the emulator starts: the emulator outside of any request. */
export interface ServiceHost {
  readonly endpoint: string;
  readonly state: StateStore;
  readonly credentials: Credentials;
  readonly dataDir: string;
  now(): Date;
  random(): number;
  randomHex(bytes: number): string;
  /** A call that a service makes by itself, as `as`: authorised and traced like any other. */
  call<Output = Record<string, unknown>>(
    operation: StaticOperationSchema,
    input: Record<string, unknown>,
    options: Required<Pick<CallOptions, 'as'>> & CallOptions,
  ): Promise<Output>;
  /** Work that goes on after the answer (a stack's creation). The emulator waits for it when it closes; a throw ends the emulator loudly. */
  background(task: () => Promise<void>): void;
  /**
   * A listener of its own on 127.0.0.1 (a function URL), for the functions of `account` too; of every account where that is null. `port` 0 takes
   * a free one; a wanted port that is taken is an error.
   */
  listen(port: number, account: string | null, handler: HttpHandler): Promise<ListeningHttp>;
  /** The same at a free port that nobody is handed by the system, so that it can be had again after a restart. */
  listenAnywhere(account: string | null, handler: HttpHandler): Promise<ListeningHttp>;
  /** The networks that functions' processes run in. */
  readonly network: FunctionNetwork;
  /** Offers requests to the emulator's own port to `answer` first, which answers undefined for those that are not for it (by the Host header). */
  answerHosts(answer: HostAnswer): void;
  /** Checks the SigV4 signature of a request to such a listener and says who signed it; anonymous where unsigned. Throws the AWS error where it is wrong. */
  authenticate(request: HttpRequest, service: string): Principal;
  /** Decides as for a call: undefined where allowed, else AWS's sentence why not. */
  authorise(principal: Principal, wants: readonly Want[], region: string): string | undefined;
  /** Writes one line of the call trace for what is no AWS operation (a request to a function URL). */
  trace(entry: Readonly<Record<string, unknown>>): void;
  /** What was planted to go wrong. */
  readonly faults: Pick<FaultPlan, 'ofInvocation' | 'ofProcess' | 'watch'>;
  /** Executions of deployments' hooks that somebody waits for. */
  readonly lifecycleHooks: LifecycleHooks;
  /** Resource types that the user lets stacks hold though they are not emulated. */
  readonly standIns: readonly string[];
  /** Who moves an alias that has a DeploymentPreference. */
  readonly deployments: 'at-once' | 'held';
  /** At most this many functions run at once on this machine; above it callers get 429. */
  readonly maxConcurrentFunctions: number;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. A list is one line of the header each, as Set-Cookie needs it. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** `from` is the account whose function asks, from a network of its own; undefined for anybody else. */
export type HostAnswer = (request: HttpRequest, from: string | undefined) => Promise<HttpResponse> | undefined;

export interface ListeningHttp extends AsyncDisposable {
  readonly port: number;
}
