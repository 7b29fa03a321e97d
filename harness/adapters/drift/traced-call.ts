import { BackendError } from '../../backends/backend.ts';

/** A line of the emulator's trace that is an API call; instants ISO 8601 UTC. */
export interface TracedCall {
  readonly at: string;
  /** The caller's account. */
  readonly account: string;
  readonly service: string;
  readonly operation: string;
  /** The caller's ARN, a service's name, or `anonymous`. */
  readonly principal: string;
  readonly wants: readonly { readonly action: string; readonly resource: string }[];
  readonly decision: 'allowed' | 'denied' | 'none';
  /** AWS's sentence, of a call that was denied. */
  readonly denied?: string;
  readonly status: number;
}

/**
 * Null where the line is no call: the trace has invocations too, and half a line is one that is being written.
 * Throws BackendError where it can't be read: whoever changed it, the trace no longer tells who did what.
 */
export function readTracedCall(line: string): TracedCall | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  const read = parsed(line);
  return typeof read.principal === 'string' && typeof read.operation === 'string' && Array.isArray(read.wants)
    ? (read as TracedCall)
    : null;
}

function parsed(line: string): Partial<TracedCall> {
  try {
    return JSON.parse(line) as Partial<TracedCall>;
  } catch (cause) {
    const advice = 'Start anew: rehearse clean, then rehearse run.';
    throw new BackendError("The emulator's trace.jsonl has a line that isn't JSON: it can't be told who called what.", advice, cause);
  }
}
