import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Says that another process works in the data directory. */
export class DataDirectoryInUseError extends Error {
  constructor(dataDir: string) {
    super(`The data directory ${dataDir} is in use by ${holder(dataDir)}. Stop that one, or name another directory.`);
    this.name = 'DataDirectoryInUseError';
  }
}

const fileName = 'emulator.pid';

/**
 * Who works in the directory is decided by SQLite's exclusive lock, which the operating system takes away from a dead process, so that there is
 * no stale lock. This file only names the holder.
 */
export function signDataDirectory(dataDir: string): void {
  writeFileSync(join(dataDir, fileName), `${process.pid}\n`);
}

export function unsignDataDirectory(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true });
}

function holder(dataDir: string): string {
  try {
    return `process ${readFileSync(join(dataDir, fileName), 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}
