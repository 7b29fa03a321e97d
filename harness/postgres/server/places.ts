import { chmod, mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { firstUnreachable } from './run-as.ts';
import type { RunAs } from './run-as.ts';

/** Where root's clusters and cache go when the wanted place (such as /root, mode 0700) is closed to the user that postgres runs as. */
const sharedPlace = '/var/tmp/dress-rehearsal-0';

/** `~/.cache/dress-rehearsal`, or a place that `user` can reach when that is closed to it. The directory exists afterwards. */
export async function cachePlace(user: RunAs | null, wanted?: string): Promise<string> {
  const place = wanted ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dress-rehearsal');
  if ((await firstUnreachable(place, user)) !== null) return openPlace();
  await mkdir(place, { recursive: true });
  return (await firstUnreachable(place, user)) === null ? place : openPlace();
}

/** Root's own directory that everybody can pass through and nobody else can write to. */
export async function openPlace(): Promise<string> {
  await mkdir(sharedPlace, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await stat(sharedPlace);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(
      `${sharedPlace} belongs to somebody else. Remove it, or give a cache and data directory that postgres's user can reach.`,
    );
  }
  await chmod(sharedPlace, 0o711);
  return sharedPlace;
}
