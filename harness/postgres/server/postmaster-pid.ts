import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What postgres writes to `postmaster.pid`, line by line (src/include/utils/pidfile.h). */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`; empty while the file is being written. */
  readonly status: string;
}

export async function readPostmasterPid(dataDir: string): Promise<PostmasterPid | null> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process is the postmaster of this directory and not one that got the number later. postgres works in its data directory, which
 * Linux shows; elsewhere the answer is "perhaps" (true), and the caller asks the server itself.
 */
export async function worksIn(pid: number, dataDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return readlink(`/proc/${pid}/cwd`).then(
    (at) => at === dataDir,
    () => false,
  );
}
