import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { access, chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { dropMaps } from './drop-maps.ts';
import type { RunAs } from './run-as.ts';
import { runTool } from './run-tool.ts';
import { initdbArguments } from './settings.ts';

/** A cluster that was never started, to be copied. */
export interface Template {
  readonly data: string;
  /** Of the user postgres; a copy gets its own on its first start. */
  readonly password: string;
}

async function read(home: string): Promise<Template | null> {
  const password = await readFile(join(home, 'password'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return password === null ? null : { data: join(home, 'data'), password };
}

/**
 * The template for these binaries and settings, made on first use. Two processes may make it at once: each works in a directory of its own
 * and the first rename wins.
 */
export async function findTemplate(cache: string, binaries: PostgresBinaries, user: RunAs | null): Promise<Template> {
  const key = createHash('sha256')
    .update(JSON.stringify(['without maps', initdbArguments, process.platform, process.arch, user?.uid ?? null]))
    .digest('hex')
    .slice(0, 12);
  const home = join(cache, 'postgres', `${binaries.version}-${key}`);
  const found = await read(home);
  if (found) return found;
  await mkdir(join(cache, 'postgres'), { recursive: true });
  const temporary = `${home}.${randomUUID()}`;
  await mkdir(temporary, { mode: 0o711 });
  try {
    await make(temporary, binaries, user);
    await rename(temporary, home).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await access(join(home, 'password'));
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  const made = await read(home);
  if (!made) throw new Error(`The PostgreSQL template in ${home} is incomplete. Remove that directory and try again.`);
  return made;
}

async function make(home: string, binaries: PostgresBinaries, user: RunAs | null): Promise<void> {
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user) {
    await chown(data, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  await runTool(binaries.initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...initdbArguments], user);
  await dropMaps(data);
  if (user) await chown(passwordFile, 0, 0);
  await chmod(passwordFile, 0o600);
}
