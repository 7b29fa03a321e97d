import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The user that postgres runs as when that is not the current one. */
export interface RunAs {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Users that exist nearly everywhere and own nothing. `postgres` comes last: it may own a real server's files. */
const candidates = ['nobody', 'daemon', 'postgres'];

/**
 * postgres and initdb refuse to run as root, so as root they run as an unprivileged user that has a passwd entry (initdb looks its name up).
 * Returns null for an ordinary user: everything then runs as that user.
 */
export async function runAs(currentUid: number | undefined = process.getuid?.()): Promise<RunAs | null> {
  if (currentUid !== 0) return null;
  const users = new Map<string, RunAs>();
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0) users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  for (const name of candidates) {
    const user = users.get(name);
    if (user) return user;
  }
  throw new Error(
    `postgres can't run as root and /etc/passwd has none of ${candidates.join(', ')}. Add an unprivileged user or run as an ordinary user.`,
  );
}

/** The first directory above `path` (or `path` itself, if it exists) that `user` can't go through, or null when the way is free. */
export async function firstUnreachable(path: string, user: RunAs | null): Promise<string | null> {
  if (user === null) return null;
  const chain: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    chain.unshift(at);
    if (at === dirname(at)) break;
  }
  for (const directory of chain) {
    const found = await stat(directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null) return null;
    const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if (found.isDirectory() && (found.mode & bit) === 0) return directory;
  }
  return null;
}
