import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BackendError } from '../../backends/backend.ts';

/** Beside what a run leaves, so that it stands while a new run clears the folder. */
export const lockFile = '.running';
const holderFile = '.running-process';

/**
 * Makes this process the only one in a folder until it is disposed of. The operating system takes the lock from a dead process, so a killed
 * run leaves none; the file beside it only names the holder. Throws BackendError where another has it.
 */
export function lockFolder(folder: string): Disposable {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, lockFile));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(join(folder, holderFile), String(process.pid));
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && error.message.includes('locked'))) throw error;
    throw new BackendError(
      `Another rehearsal (${holderOf(folder)}) is at work in ${folder}.`,
      'Wait for it, or choose another folder with --out.',
      error,
    );
  }
  return { [Symbol.dispose]: () => lock.close() };
}

function holderOf(folder: string): string {
  try {
    return `process ${readFileSync(join(folder, holderFile), 'utf8')}`;
  } catch (error) {
    // It has the lock and hasn't written yet who it is.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'just started';
    throw error;
  }
}
