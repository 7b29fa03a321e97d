import { realpath, rm } from 'node:fs/promises';
import { stateFile } from './cluster-state.ts';
import { isAlive, readPostmasterPid, worksIn } from './postmaster-pid.ts';
import { stopPostmaster } from './stop.ts';

/** Stops what runs on `dataDir` and removes it, what stands beside it, and the place it links to. Nothing there is fine. */
export async function removeCluster(dataDir: string): Promise<void> {
  const real = await realpath(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (real !== null) {
    const running = await readPostmasterPid(real);
    if (running && isAlive(running.pid) && (await worksIn(running.pid, real))) await stopPostmaster(running.pid, real);
    await rm(real, { recursive: true, force: true, maxRetries: 3 });
  }
  await rm(dataDir, { recursive: true, force: true });
  await rm(stateFile(dataDir), { force: true });
  await rm(`${dataDir}.log`, { force: true });
}
