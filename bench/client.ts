import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ClientTask {
  readonly port: number;
  /** Each has one request in flight. */
  readonly connections: number;
  /** Whole HTTP requests in base64, sent in turn. */
  readonly requests: readonly string[];
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface ClientResult {
  readonly latenciesUs: readonly number[];
  readonly seconds: number;
  readonly failure?: string;
}

export interface Measured {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly answers: number;
}

/** Runs the client in a process of its own. @throws Error where a request was not answered with 200. */
export async function measure(task: ClientTask): Promise<Measured> {
  const program = fileURLToPath(new URL('client-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(task));
  const output = await text(child.stdout);
  const { latenciesUs, seconds, failure } = JSON.parse(output) as ClientResult;
  if (failure !== undefined) throw new Error(`The server under the bench ${failure}.`);
  const sorted = latenciesUs.toSorted((a, b) => a - b);
  const at = (share: number): number => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) / 1000;
  return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: sorted.length / seconds, answers: sorted.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
