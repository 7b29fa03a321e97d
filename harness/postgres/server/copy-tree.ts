import { constants, type Dirent } from 'node:fs';
import { chown, copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunAs } from './run-as.ts';

/**
 * Copies a directory, sharing blocks where the file system can (reflink). Modes are kept; as root the copy is given to `owner`.
 * `into` must not exist.
 */
export async function copyTree(from: string, into: string, owner: RunAs | null): Promise<void> {
  const { mode } = await lstat(from);
  await mkdir(into, { mode: mode & 0o777 });
  if (owner) await chown(into, owner.uid, owner.gid);
  const entries = await readdir(from, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => copyTree(join(from, name), join(into, name), owner));
  await Promise.all([...folders, copyFiles(entries, from, into, owner)]);
}

/** One after the other: a folder takes one new file at a time, and threads that wait for it spin. */
async function copyFiles(entries: readonly Dirent[], from: string, into: string, owner: RunAs | null): Promise<void> {
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(into, entry.name)];
    if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    if (!entry.isFile()) continue;
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    if (owner) await chown(target, owner.uid, owner.gid);
  }
}
