import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serves } from '../connection.ts';
import type { ClusterState } from './cluster-state.ts';
import { isAlive, readPostmasterPid, worksIn } from './postmaster-pid.ts';
import type { StartPostgresOptions } from './start-options.ts';
import { hasEnded, stopPostmaster, until } from './stop.ts';

const settleMs = 10_000;

/**
 * Looks for a server that is still running on this directory: one of a harness that was killed, or a detached one. A detached server is taken
 * over when a detached one is wanted; any other is stopped, so that the new one gets the wanted lifetime and port.
 *
 * @returns null when nothing runs there any more.
 * @throws Error when a living process holds the directory.
 */
export async function adopt(
  options: StartPostgresOptions,
  dataDir: string,
  state: ClusterState,
): Promise<{ pid: number; port: number; ended: null } | null> {
  const found = await readPostmasterPid(dataDir);
  if (found === null || !isAlive(found.pid)) return null;
  if (!(await worksIn(found.pid, dataDir))) {
    // The number belongs to another process now. postgres would refuse to start because of it when both have the same owner.
    await rm(join(dataDir, 'postmaster.pid'), { force: true });
    return null;
  }
  const { owner } = state;
  if (owner?.lifetime === 'parent' && isAlive(owner.pid)) {
    throw new Error(`${options.dataDir} is in use by process ${owner.pid}. End that run first, or use another directory.`);
  }
  let answers = false;
  await until(async () => {
    const now = await readPostmasterPid(dataDir);
    answers = now !== null && now.status === 'ready' && (await serves(now.port, state.password, dataDir));
    return answers || (await hasEnded(found.pid, dataDir));
  }, settleMs);
  if (await hasEnded(found.pid, dataDir)) return null;
  const port = (await readPostmasterPid(dataDir))?.port ?? state.port;
  const fits = options.port === undefined || options.port === port;
  if (answers && fits && options.lifetime === 'detached' && owner?.lifetime === 'detached') return { pid: found.pid, port, ended: null };
  options.log(`Stopping the PostgreSQL that an earlier run left on ${options.dataDir} (process ${found.pid})`);
  await stopPostmaster(found.pid, dataDir);
  return null;
}
