import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
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

/** Writes as much as goes at once and says how much that was: node's writeSync. Handed in, so that a full disk can be tried. */
export type WriteBytes = (file: number, bytes: Uint8Array, offset: number) => number;

/**
 * Appends to the file with a system call per line: a line written is there even where the process is killed next. A line that doesn't fit on the
 * disk throws and leaves no part of itself, for the next one would stand in the same line; what a killed process left of one goes when it is opened.
 */
export function openTrace(path: string, writeBytes: WriteBytes = (file, bytes, offset) => writeSync(file, bytes, offset)): Trace {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+');
  let length = cutToWholeLines(file);
  return {
    write: (entry) => {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      try {
        // A disk on its last bytes takes a part without a word.
        for (let written = 0; written < line.length;) written += writeBytes(file, line, written);
      } catch (error) {
        ftruncateSync(file, length);
        throw error;
      }
      length += line.length;
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}

/** What the file then holds, in bytes. */
function cutToWholeLines(file: number): number {
  const { size } = fstatSync(file);
  const byte = Buffer.alloc(1);
  let end = size;
  // What is left of one line is short.
  while (end > 0 && (readSync(file, byte, 0, 1, end - 1), byte[0] !== 0x0a)) end -= 1;
  if (end < size) ftruncateSync(file, end);
  return end;
}
