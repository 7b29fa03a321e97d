import { randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readState, writeState } from './cluster-state.ts';
import { placeCopy, reachableTarget } from './data-dir.ts';
import { freePort } from './free-port.ts';
import { isAlive, readPostmasterPid, worksIn } from './postmaster-pid.ts';
import { runAs } from './run-as.ts';

/**
 * Copies a stopped cluster to `newDataDir`, which must not exist; the copy gets a port and a superuser password of its own on its first start.
 * Roles and databases keep theirs. A cluster that was killed may be copied too: the copy recovers as the original would.
 *
 * @throws Error when the cluster is running, has tablespaces (their files lie elsewhere), or `newDataDir` exists.
 */
export async function forkCluster(
  stoppedDataDir: string,
  newDataDir: string,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const source = await realpath(stoppedDataDir);
  const state = await readState(stoppedDataDir);
  if (!state) throw new Error(`${stoppedDataDir} was not made by startPostgres: it has no ${stoppedDataDir}.cluster.json beside it.`);
  const running = await readPostmasterPid(source);
  if (running && isAlive(running.pid) && (await worksIn(running.pid, source))) {
    throw new Error(`${stoppedDataDir} is running (process ${running.pid}). Stop it before it is copied.`);
  }
  if ((await readdir(join(source, 'pg_tblspc'))).length > 0) {
    throw new Error(`${stoppedDataDir} has tablespaces, whose files lie outside it. Drop them before it is copied.`);
  }
  const wanted = resolve(newDataDir);
  if (await exists(wanted)) throw new Error(`${newDataDir} exists. Remove it, or fork to another directory.`);
  await mkdir(dirname(wanted), { recursive: true });
  const user = await runAs();
  const target = await reachableTarget(wanted, user, log);
  await placeCopy(source, target, user);
  await rm(join(target, 'postmaster.pid'), { force: true });
  await writeState(wanted, {
    schema: 'postgres-cluster/1',
    port: await freePort(),
    password: randomBytes(24).toString('base64url'),
    formerPassword: state.formerPassword ?? state.password,
    owner: null,
  });
  if (target !== wanted) {
    await rm(wanted, { force: true });
    await symlink(target, wanted);
  }
}

async function exists(path: string): Promise<boolean> {
  return realpath(path).then(
    () => true,
    () => false,
  );
}
