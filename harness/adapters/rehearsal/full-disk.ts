import { statfs } from 'node:fs/promises';
import { BackendError } from '../../backends/backend.ts';

/** Below this nothing of a run can be written any more, its ledger's next lines included. */
const nothingLeftBytes = 256 * 1024;

/** How Node, Postgres, git and SQLite say it. */
const saysFull = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|database or disk is full/i;

/** The sentence, where what went wrong (`cause`) was a full disk, or where the one that holds `folder` is full; else null. */
export async function fullDisk(folder: string, cause: unknown): Promise<BackendError | null> {
  if (cause instanceof BackendError && cause.advice === advice) return cause;
  if (!saysItself(cause) && !(await isFull(folder))) return null;
  return new BackendError(`The disk that holds ${folder} is full.`, advice, cause);
}

const advice = 'Make room and go on with: rehearse run --resume';

function saysItself(cause: unknown): boolean {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (saysFull.test(error.message) || ('code' in error && saysFull.test(String(error.code)))) return true;
  }
  return false;
}

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < nothingLeftBytes;
}
