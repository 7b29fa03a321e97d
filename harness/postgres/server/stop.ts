import { setTimeout as after } from 'node:timers/promises';
import { isAlive, readPostmasterPid } from './postmaster-pid.ts';

/** Waits until `condition` holds, at most `limitMs`. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  limitMs: number,
  { pollMs = 10, keepAlive = true }: { pollMs?: number; keepAlive?: boolean } = {},
): Promise<boolean> {
  for (const end = performance.now() + limitMs; ;) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await after(pollMs, undefined, { ref: keepAlive });
  }
}

/** Whether this postmaster has gone: no such process, or the pid file names another or is removed. */
export async function hasEnded(pid: number, dataDir: string): Promise<boolean> {
  return !isAlive(pid) || (await readPostmasterPid(dataDir))?.pid !== pid;
}

/** Stops a postmaster: fast shutdown, after 10 s an immediate one (the next start recovers). Throws if it outlives both. */
export async function stopPostmaster(pid: number, dataDir: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await until(() => hasEnded(pid, dataDir), 10_000)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}, ${dataDir}) does not stop. End that process and try again.`);
}
