import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { writeState } from './cluster-state.ts';
import { copyTree } from './copy-tree.ts';
import { freePort } from './free-port.ts';
import { openPlace } from './places.ts';
import { firstUnreachable } from './run-as.ts';
import type { RunAs } from './run-as.ts';
import type { Template } from './template.ts';

async function whereItIs(path: string): Promise<string | null> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/**
 * The data directory's real path, made from the template when it isn't there. Where the wanted path is closed to `user`, the data goes to a
 * place that is open, with a link at the wanted path.
 */
export async function prepareDataDir(
  options: { readonly dataDir: string; readonly log: (line: string) => void },
  user: RunAs | null,
  template: () => Promise<Template>,
): Promise<string> {
  const wanted = resolve(options.dataDir);
  const existing = await whereItIs(wanted);
  if (existing !== null) return existing;
  const from = await template();
  await mkdir(dirname(wanted), { recursive: true });
  const target = await reachableTarget(wanted, user, options.log);
  await removeHalfCopies(target);
  // First: a directory without it is one whose password nobody knows, and a kill may come between any two of these.
  await writeState(wanted, {
    schema: 'postgres-cluster/1',
    port: await freePort(),
    password: randomBytes(24).toString('base64url'),
    formerPassword: from.password,
    owner: null,
  });
  await placeCopy(from.data, target, user);
  if (target !== wanted) {
    await rm(wanted, { force: true });
    await symlink(target, wanted);
  }
  return realpath(wanted);
}

/** `wanted`, or the open place that stands in for it. */
export async function reachableTarget(wanted: string, user: RunAs | null, log: (line: string) => void): Promise<string> {
  const closed = await firstUnreachable(wanted, user);
  if (closed === null || user === null) return wanted;
  const clusters = join(await openPlace(), 'clusters');
  await mkdir(clusters, { recursive: true, mode: 0o711 });
  const target = join(clusters, `${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}-${randomUUID().slice(0, 8)}`);
  log(`PostgreSQL runs as ${user.name}, which can't go through ${closed}: the data of ${wanted} is kept in ${target}`);
  return target;
}

async function removeHalfCopies(target: string): Promise<void> {
  const folder = dirname(target);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(target)}.`) && isUuid.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

const isUuid = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Copies a stopped data directory under another name first, so that a half copy is never taken for a cluster. */
export async function placeCopy(from: string, target: string, user: RunAs | null): Promise<void> {
  const temporary = `${target}.${randomUUID()}`;
  try {
    await copyTree(from, temporary, user);
    if (user) await chown(temporary, user.uid, user.gid);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}
