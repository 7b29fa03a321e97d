import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One call, as a line of JSON in the trace. Instants are ISO 8601 UTC. */
export interface TraceEntry {
  readonly at: string;
  readonly requestId: string;
  /** The caller's. */
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** The caller's ARN; `anonymous` without a signature. */
  readonly principal: string;
  readonly accessKeyId?: string;
  readonly wants: readonly { readonly action: string; readonly resource: string }[];
  /** `none`: the call was over before anything was to be decided. */
  readonly decision: 'allowed' | 'denied' | 'none';
  /** AWS's sentence of a denial. */
  readonly denied?: string;
  readonly status: number;
  readonly errorCode?: string;
  readonly durationMs: number;
  readonly via: 'internal' | 'http';
}

export interface Trace extends Disposable {
  write(entry: TraceEntry | Readonly<Record<string, unknown>>): void;
}

/** Appends to the file with a system call per line: a line written is there even where the process is killed next. */
export function openTrace(path: string): Trace {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a');
  return {
    write: (entry) => {
      writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}
