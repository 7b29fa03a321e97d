import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of everything below a path, links themselves and not what they lead to; 0 where nothing is there. */
export async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return 0;
  if (!found.isDirectory()) return found.size;
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    // Gone meanwhile, or a cluster of postgres's own user.
    if (error.code === 'ENOENT' || error.code === 'EACCES') return [];
    throw error;
  });
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
