import type { FunctionRef } from './function-ref.ts';

/** An invocation of type Event that was accepted. */
export interface AsyncEvent {
  readonly ref: FunctionRef;
  readonly requestId: string;
  /** Base64. */
  readonly payload: string;
  readonly clientContext?: string;
  /** How often the function failed on it so far. */
  readonly failures: number;
  /** How often it was throttled in a row. */
  readonly throttles: number;
}
