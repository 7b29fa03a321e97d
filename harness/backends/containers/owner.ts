import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process of a machine. Its start tells it from a later one with the same number. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since 1970, to the second. */
  readonly startedAtMs: number;
}

/** ps works the start out anew from the uptime each time it is asked: two answers may differ by a second. */
const toleranceMs = 2_000;

export async function currentOwner(): Promise<Owner> {
  return { host: hostname(), pid: process.pid, startedAtMs: (await startOf(process.pid)) ?? 0 };
}

/** A process of another machine counts as alive: nobody here can tell. */
export async function isAlive(owner: Owner, startedAt: (pid: number) => Promise<number | null> = startOf): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  const now = await startedAt(owner.pid);
  return now !== null && Math.abs(now - owner.startedAtMs) <= toleranceMs;
}

/** Null where there is no such process. */
async function startOf(pid: number): Promise<number | null> {
  try {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'lstart='], { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } });
    const startedAt = Date.parse(`${stdout.trim()} UTC`);
    return Number.isNaN(startedAt) ? null : startedAt;
  } catch (error) {
    // ps says with its exit code that there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  }
}
