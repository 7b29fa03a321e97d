import type { Writable } from 'node:stream';
import type { Credentials } from '../accounts/credentials.ts';
import type { Principal } from '../accounts/principal.ts';
import type { StateStore } from '../accounts/state.ts';
import type { OperationContext } from './context.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { LifecycleHooks } from './lifecycle-hooks.ts';
import type { BoundOperation, LoadedService } from './loaded-service.ts';
import type { Trace } from './trace.ts';

/** Who moves an alias whose deployment AWS would hand to CodeDeploy: CloudFormation itself, at once, or whoever runs the emulator. */
export type Deployments = 'at-once' | 'held';

/** What every call has at hand. */
export interface Kernel {
  readonly state: StateStore;
  readonly credentials: Credentials;
  readonly trace: Trace;
  readonly faults: FaultPlan;
  readonly lifecycleHooks: LifecycleHooks;
  /** Where unexpected errors go, with their stack. */
  readonly log: Writable;
  readonly services: ServiceRegistry;
  readonly dataDir: string;
  readonly maxConcurrentFunctions: number;
  readonly standIns: readonly string[];
  readonly deployments: Deployments;
  /** The one way to an operation. */
  readonly dispatch: (call: IncomingCall) => Promise<Record<string, unknown>>;
  readonly now: () => Date;
  readonly random: () => number;
  /** `http://127.0.0.1:PORT`, known once the emulator listens. */
  readonly endpoint: () => string;
}

export interface ServiceRegistry {
  /** Loads the service when it is first asked for. Undefined where the emulator has none of that signing name. */
  find(signingName: string): LoadedService | Promise<LoadedService | undefined> | undefined;
  /** As `find`, by the namespace of an operation's schema: `com.amazonaws.s3`. */
  findByNamespace(namespace: string): LoadedService | Promise<LoadedService | undefined> | undefined;
}

/** A call that is authenticated and parsed. */
export interface IncomingCall {
  readonly requestId: string;
  readonly service: LoadedService;
  readonly operation: BoundOperation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId?: string;
  /** The signing name of the service that calls on the principal's behalf. Absent where nobody stands between. */
  readonly viaService?: string;
  readonly http: OperationContext['http'];
  readonly via: 'internal' | 'http';
}
