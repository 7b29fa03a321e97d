import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { claimOutFolder } from '../rehearsal/out-folder.ts';
import { sizeOf } from './folder-size.ts';

export interface CleanedRun {
  readonly folder: string;
  readonly bytes: number;
  readonly removed: readonly string[];
  /** What is not a rehearsal's and stays. */
  readonly left: readonly string[];
}

/**
 * Removes what a rehearsal left in its output folder, and the folder where nothing else is in it. A world that is up there is ended first.
 * Throws OutFolderError where the folder holds no rehearsal, BackendError where a run is at work in it.
 */
export async function cleanRun(out: string, cacheDir: string): Promise<CleanedRun> {
  if (!existsSync(out)) return { folder: out, bytes: 0, removed: [], left: [] };
  const before = await contents(out);
  const bytesBefore = await sizeOf(out);
  {
    using claim = await claimOutFolder(out, { resume: false, cacheDir });
    void claim;
    await rm(join(out, 'state'), { recursive: true, force: true });
  }
  for (const name of ['.running', '.running-process', '.gitignore']) await rm(join(out, name), { force: true });
  const left = await contents(out);
  const bytes = bytesBefore - (await sizeOf(out));
  if (left.length === 0) await rmdir(out);
  return { folder: out, bytes, removed: before.filter((name) => !left.includes(name)), left };
}

async function contents(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).toSorted();
}
