import { constants } from 'node:fs';
import { chown, copyFile, lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { withClient } from '../connection.ts';
import type { Connection } from '../connection.ts';
import { writeState } from './cluster-state.ts';
import { reachableTarget } from './data-dir.ts';
import { emptyCluster } from './empty-cluster.ts';
import { freePort } from './free-port.ts';
import { removeCluster } from './remove-cluster.ts';
import { type RunAs, runAs } from './run-as.ts';
import { startPostgres } from './start-postgres.ts';
import type { RunningPostgres } from './start-postgres.ts';
import type { StartPostgresOptions } from './start-options.ts';

/** What a base backup leaves out: https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init']);
const emptied = new Set(['pg_wal', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans', 'pg_replslot']);

/**
 * Copies a running cluster, whoever is connected to it, and starts the copy: a base backup by Postgres's own low-level API. The copy has
 * every role and database as they were at the end of copying, and a port and superuser password of its own. A directory that is there is
 * removed first: it is what an earlier copy left. Disposing stops the copy and empties its files, which is much cheaper for who copies clusters right after.
 */
export async function copyRunning(
  source: { readonly connection: Connection; readonly dataDir: string },
  options: StartPostgresOptions,
): Promise<RunningPostgres> {
  const wanted = resolve(options.dataDir);
  await removeCluster(wanted);
  await mkdir(dirname(wanted), { recursive: true });
  const user = await runAs();
  const target = await reachableTarget(wanted, user, options.log);
  try {
    await backUp(source, target, user);
    await writeState(wanted, {
      schema: 'postgres-cluster/1',
      port: await freePort(),
      password: source.connection.password,
      formerPassword: null,
      owner: null,
    });
    if (target !== wanted) await symlink(target, wanted);
    return emptiedAfter(await startPostgres({ ...options, dataDir: wanted }), wanted);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    await removeCluster(wanted);
    throw error;
  }
}

async function backUp(
  source: { readonly connection: Connection; readonly dataDir: string },
  target: string,
  user: RunAs | null,
): Promise<void> {
  await withClient(source.connection, async (client) => {
    await client.query("select pg_backup_start('copy', true)");
    await copyLive(source.dataDir, target, user);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await write(join(target, 'backup_label'), rows[0]?.labelfile ?? '', user);
    await copyLive(join(source.dataDir, 'pg_wal'), join(target, 'pg_wal'), user);
  });
}

async function write(path: string, text: string, user: RunAs | null): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (user) await chown(path, user.uid, user.gid);
}

/** A directory of a running server: a file that is gone when its turn comes is one that the backup does without. */
async function copyLive(from: string, into: string, user: RunAs | null, top = true): Promise<void> {
  const { mode } = await lstat(from);
  await mkdir(into, { recursive: true, mode: mode & 0o777 });
  if (user) await chown(into, user.uid, user.gid);
  const entries = (await readdir(from, { withFileTypes: true })).filter(({ name }) => !leftOut.has(name) && !name.startsWith('pgsql_tmp'));
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => {
      const [source, copy] = [join(from, name), join(into, name)];
      await (top && emptied.has(name) ? copyFolders(source, copy, user) : copyLive(source, copy, user, false));
    });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  await Promise.all([...folders, copyFiles(files, from, into, user)]);
}

/** One after the other: see copy-tree.ts. */
async function copyFiles(names: readonly string[], from: string, into: string, user: RunAs | null): Promise<void> {
  for (const name of names) {
    await ifThere(copyFile(join(from, name), join(into, name), constants.COPYFILE_FICLONE));
    if (user) await ifThere(chown(join(into, name), user.uid, user.gid));
  }
}

/** The folder without its files: pg_wal has some that must be there. */
async function copyFolders(from: string, into: string, user: RunAs | null): Promise<void> {
  await mkdir(into, { mode: 0o700 });
  if (user) await chown(into, user.uid, user.gid);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await copyFolders(join(from, entry.name), join(into, entry.name), user);
}

async function ifThere(work: Promise<void>): Promise<void> {
  await work.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

function emptiedAfter(copy: RunningPostgres, dataDir: string): RunningPostgres {
  return {
    ...copy,
    [Symbol.asyncDispose]: async () => {
      await copy[Symbol.asyncDispose]();
      await emptyCluster(dataDir);
    },
  };
}
