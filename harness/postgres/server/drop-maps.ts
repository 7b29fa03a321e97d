import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes the free space and visibility maps out of a cluster that does not run: they are a quarter of a new cluster's files, and to make files is what a copy
 * of it costs. Postgres reads a map that is missing as one that knows nothing, and writes it again when it has something to say
 * (smgrexists in src/backend/storage/freespace/freespace.c and src/backend/access/heap/visibilitymap.c).
 */
export async function dropMaps(dataDir: string): Promise<void> {
  const files = await readdir(dataDir, { withFileTypes: true, recursive: true });
  await Promise.all(files.filter((file) => file.isFile() && isMap(file.name)).map((file) => rm(join(file.parentPath, file.name))));
}

function isMap(name: string): boolean {
  return /^\d+_(fsm|vm)$/.test(name);
}
