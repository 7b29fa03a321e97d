/** Something that goes wrong because somebody planted it. Each says where, what, and in which share of the cases. */
export type Fault = OperationFault | FunctionFault;

export interface OperationFault {
  readonly kind: 'operation';
  /** The caller's. */
  readonly account: string;
  /** Signing name: `lambda`, `secretsmanager`. */
  readonly service: string;
  /** `UpdateAlias`; `*` is every operation of the service. */
  readonly operation: string;
  readonly effect: ErrorAnswer | Latency;
  readonly sharePercent: number;
}

export interface FunctionFault {
  readonly kind: 'function';
  readonly account: string;
  readonly region: string;
  /** The function's name. */
  readonly function: string;
  /** `7`; `*` is every version. */
  readonly version: string;
  readonly effect: InvocationEffect | ProcessEffect;
  readonly sharePercent: number;
}

/** The call or the invocation takes so much longer. */
export interface Latency {
  readonly kind: 'latency';
  readonly forMs: number;
}

/** AWS's own error, as the caller sees it: `{ code: 'ThrottlingException', httpStatus: 400, message: 'Rate exceeded' }`. */
export interface ErrorAnswer {
  readonly kind: 'error';
  readonly code: string;
  readonly httpStatus: number;
  readonly message: string;
}

/** Drawn at each invocation. `failure`: the handler throws. */
export type InvocationEffect = Latency | { readonly kind: 'failure' };

/** Drawn when an execution environment starts; warm ones are ended, so that it counts at once. */
export type ProcessEffect =
  | { readonly kind: 'crash-at-init' }
  /** The process eats memory until the runtime gives up. */
  | { readonly kind: 'memory' }
  /** Connections to this port on 127.0.0.1 are refused, as of a server that is down. */
  | { readonly kind: 'connection-refused'; readonly port: number }
  /** No environment starts differently: those there are are killed once, also in the middle of an invocation. */
  | { readonly kind: 'killed' };

/** A fault with the name that it is taken away by. */
export interface PlantedFault {
  readonly id: string;
  readonly fault: Fault;
}
