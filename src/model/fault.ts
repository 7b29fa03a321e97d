/** Something that is made to go wrong in an environment, on purpose and for a while. */
export type Fault =
  /** In these versions of functions, and in no other version of them. */
  | {
      readonly kind: 'versions';
      /** By logical id. */
      readonly functions: readonly { readonly function: string; readonly version: string }[];
      readonly effect: VersionEffect;
      readonly sharePercent: number;
    }
  /** In an operation of AWS that the environment's account calls: `lambda`, `UpdateAlias`; `*` is every operation of the service. */
  | {
      readonly kind: 'operation';
      readonly service: string;
      readonly operation: string;
      readonly effect: OperationEffect;
      readonly sharePercent: number;
    }
  /** The database server ends all connections, recovers, and lets clients in again. */
  | { readonly kind: 'database-restart' }
  /** Somebody holds all connections that the database server has for its users. */
  | { readonly kind: 'connection-exhaustion' };

export const timelessEffects = ['errors', 'crash-at-init', 'memory', 'database-down', 'killed'] as const;

export type VersionEffect =
  | { readonly kind: 'latency'; readonly forMs: number }
  /**
   * `errors`: invocations fail. `crash-at-init`: the process ends before its handler is there. `memory`: it runs out of it. `database-down`: its
   * connections to the database are refused. `killed`: the processes that there are are killed once.
   */
  | { readonly kind: (typeof timelessEffects)[number] };

export type OperationEffect =
  /** AWS refuses for the rate of calls, in the service's own words. */
  { readonly kind: 'throttled' } | { readonly kind: 'unavailable' } | { readonly kind: 'latency'; readonly forMs: number };

/** `errors in CreatePaymentFunction:4, ReadPaymentFunction:4` */
export function faultInWords(fault: Fault): string {
  switch (fault.kind) {
    case 'versions': {
      const where = fault.functions.map((each) => `${each.function}:${each.version}`).join(', ');
      return `${effectInWords(fault.effect)} in ${where}${shareInWords(fault.sharePercent)}`;
    }
    case 'operation': {
      const what = fault.effect.kind === 'latency' ? `${String(fault.effect.forMs)} ms more` : fault.effect.kind;
      return `${fault.service}:${fault.operation} ${what}${shareInWords(fault.sharePercent)}`;
    }
    case 'database-restart':
      return 'a restart of the database';
    case 'connection-exhaustion':
      return 'no connection left at the database';
  }
}

/** `errors`, `150 ms more` */
export function effectInWords(effect: VersionEffect): string {
  return effect.kind === 'latency' ? `${String(effect.forMs)} ms more` : effect.kind;
}

function shareInWords(percent: number): string {
  return percent === 100 ? '' : `, in ${String(percent)} % of the cases`;
}
