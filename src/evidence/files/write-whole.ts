import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { cannotWrite } from '../evidence-error.ts';
import { toDisk, writeAll, type WriteBytes } from './write-bytes.ts';

/** A file of this ending was being written when its writer was killed. */
export const unfinished = '.unfinished';

/** The file is there whole, on disk, or as it was before. Throws EvidenceError. */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o644, write: WriteBytes = toDisk): void {
  const temporary = `${path}${unfinished}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', mode);
    try {
      writeAll(file, typeof content === 'string' ? Buffer.from(content) : content, write);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cannotWrite(path, cause);
  }
}

/** A new name is only sure to be found after a power cut when its folder is on disk too. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
