import type { InvocationOutcome } from './invocation.ts';
import type { InvocationReport } from './log-lines.ts';
import type { ProcessMeasures } from './runtime-api-server.ts';
import type { RuntimeFailure } from './runtime-failures.ts';

/** What came of an invocation, be it said by the function or about it. */
export interface InvocationAnswer {
  readonly payload: Uint8Array;
  /** Only of a failure. */
  readonly errorType?: string;
  readonly status: InvocationReport['status'];
  readonly measures?: ProcessMeasures;
}

export function failedAnswer(failure: RuntimeFailure, status: InvocationReport['status'] = 'error'): InvocationAnswer {
  return { payload: Buffer.from(JSON.stringify(failure)), errorType: failure.errorType, status };
}

export function outcomeOf(
  { payload, errorType }: InvocationAnswer,
  durationMs: number,
  log: string | undefined,
): Exclude<InvocationOutcome, { kind: 'undelivered' }> {
  const logged = log === undefined ? {} : { log };
  return errorType === undefined
    ? { kind: 'answered', payload, durationMs, ...logged }
    : { kind: 'failed', payload, errorType, durationMs, ...logged };
}
