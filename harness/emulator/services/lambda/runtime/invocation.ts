/** One invocation on its way to an execution environment. */
export interface Invocation {
  readonly requestId: string;
  /** With the qualifier that the caller used: what the handler sees as `context.invokedFunctionArn`. */
  readonly invokedFunctionArn: string;
  readonly payload: Uint8Array;
  /** JSON text. */
  readonly clientContext?: string;
  /** True where the caller asked for the log's tail (LogType Tail). */
  readonly wantsLog: boolean;
}

export type InvocationOutcome =
  | { readonly kind: 'answered'; readonly payload: Uint8Array; readonly durationMs: number; readonly log?: string }
  /** The function failed: `payload` is what AWS answers with X-Amz-Function-Error. */
  | {
      readonly kind: 'failed';
      readonly payload: Uint8Array;
      readonly errorType: string;
      readonly durationMs: number;
      readonly log?: string;
    }
  /** The environment was gone before it took the invocation: nothing of it ran. */
  | { readonly kind: 'undelivered' };

/** Lambda's limit for a buffered answer: 6 MB and a little for the envelope, as its error message says. */
export const maxResponseBytes = 6_291_556;
