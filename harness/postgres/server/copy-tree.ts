import { constants } from 'node:fs';
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
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(into, entry.name)];
      if (entry.isDirectory()) return copyTree(source, target, owner);
      if (entry.isSymbolicLink()) return symlink(await readlink(source), target);
      if (!entry.isFile()) return undefined;
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      return owner ? chown(target, owner.uid, owner.gid) : undefined;
    }),
  );
}
