import { setTimeout as pause } from 'node:timers/promises';
import type { InvocationEffect } from '../../kernel/faults/fault.ts';
import { failedAnswer, outcomeOf } from './runtime/invocation-answer.ts';
import type { Invocation, InvocationOutcome } from './runtime/invocation.ts';
import { timedOut } from './runtime/runtime-failures.ts';

/** An invocation into which a fault was planted: it fails as a handler that throws, or takes so much longer, up to its own timeout. */
export async function failInvocation(
  effect: InvocationEffect,
  { requestId }: Invocation,
  timeoutMs: number,
  run: () => Promise<InvocationOutcome>,
): Promise<InvocationOutcome> {
  if (effect.kind === 'failure')
    return outcomeOf(failedAnswer({ errorType: 'PlantedFault', errorMessage: 'A fault was planted in this version.' }), 0, undefined);
  const { forMs } = effect;
  await pause(Math.min(forMs, timeoutMs));
  if (forMs >= timeoutMs) return outcomeOf(failedAnswer(timedOut(requestId, timeoutMs), 'timeout'), timeoutMs, undefined);
  const outcome = await run();
  return outcome.kind === 'undelivered' ? outcome : { ...outcome, durationMs: outcome.durationMs + forMs };
}
