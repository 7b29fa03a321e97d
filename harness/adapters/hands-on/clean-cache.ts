import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf } from './folder-size.ts';

/** What runs keep in the shared cache, by folder: whatever has another name is somebody else's. */
const ours: Readonly<Record<string, RegExp>> = {
  compiled: /^v\d/,
  builds: /^\.?[0-9a-f]{40}-v[\d.]+(\.\d+\.going)?$/,
  dependencies: /^[0-9a-f]{64}(\..+)?$/,
  k6: /^(k6-[\d.]+|building-.+)$/,
  postgres: /./,
  images: /./,
  outside: /./,
};

export interface CleanedCache {
  readonly folder: string;
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly left: readonly string[];
}

/** How much of the cache is ours, by part. */
export async function measureCache(cacheDir: string): Promise<CleanedCache> {
  const names = existsSync(cacheDir) ? (await readdir(cacheDir)).toSorted() : [];
  const known = names.filter((name) => name in ours);
  const parts = await Promise.all(known.map(async (name) => ({ name, bytes: await sizeOf(join(cacheDir, name)) })));
  return { folder: cacheDir, parts, left: names.filter((name) => !(name in ours)) };
}

/** Empties the shared cache of what is ours: the next run prepares it again (k6 is built again where it had been built). */
export async function cleanCache(cacheDir: string): Promise<CleanedCache> {
  const measured = await measureCache(cacheDir);
  for (const { name } of measured.parts) {
    const folder = join(cacheDir, name);
    for (const below of await readdir(folder))
      if (ours[name]?.test(below) === true) await rm(join(folder, below), { recursive: true, force: true });
    if ((await readdir(folder)).length === 0) await rmdir(folder);
  }
  return measured;
}
