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

/** Null where the line is no call: the trace has invocations too, and a process that was killed leaves half a line. */
export function readTracedCall(line: string): TracedCall | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  const read = JSON.parse(line) as Partial<TracedCall>;
  return typeof read.principal === 'string' && typeof read.operation === 'string' && Array.isArray(read.wants)
    ? (read as TracedCall)
    : null;
}
