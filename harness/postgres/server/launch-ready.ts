import { open, stat } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.ts';
import type { ClusterState } from './cluster-state.ts';
import { freePort, probePort } from './free-port.ts';
import { launch } from './launch.ts';
import type { Launched } from './launch.ts';
import { isAlive, readPostmasterPid, worksIn } from './postmaster-pid.ts';
import type { RunAs } from './run-as.ts';
import type { StartPostgresOptions } from './start-options.ts';
import { until } from './stop.ts';

const attempts = 30;
const readyMs = 60_000;

/** Starts the server and waits until it takes connections, trying another port or a moment later where that helps. */
export async function launchReady(
  binaries: PostgresBinaries,
  options: StartPostgresOptions,
  dataDir: string,
  state: ClusterState,
  user: RunAs | null,
): Promise<{ pid: number; port: number; ended: Promise<void> }> {
  const logFile = `${options.dataDir}.log`;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await probePort(state.port)) ?? (await freePort());
    const from = await sizeOf(logFile);
    const launched = await launch(binaries, dataDir, port, options.lifetime, logFile, user);
    const pid = await untilReady(launched, dataDir);
    if (pid !== null) return { pid, port, ended: launched.ended };
    const said = await readFrom(logFile, from);
    if (attempt === attempts || !worthAnotherTry(said, options.port !== undefined)) {
      throw new Error(`PostgreSQL did not start on ${options.dataDir} (port ${port}). Its log, ${logFile}, says:\n${said.trim()}`);
    }
    await after(100);
  }
}

/** The postmaster's pid once it is ready, or null when it has ended instead. */
async function untilReady(launched: Launched, dataDir: string): Promise<number | null> {
  const end: { reached: boolean; failure: Error | null } = { reached: false, failure: null };
  void launched.ended.then(
    () => (end.reached = true),
    (error: Error) => Object.assign(end, { reached: true, failure: error }),
  );
  let pid: number | null = null;
  await until(async () => {
    const file = await readPostmasterPid(dataDir);
    if (file?.status === 'ready' && isAlive(file.pid) && (await worksIn(file.pid, dataDir))) pid = file.pid;
    return end.reached || pid !== null;
  }, readyMs);
  if (end.failure) throw end.failure;
  if (!end.reached && pid === null) throw new Error(`PostgreSQL on ${dataDir} was not ready after ${readyMs / 1000} s.`);
  return end.reached ? null : pid;
}

/** Backends of a killed postmaster hold its shared memory for a moment; a free port may be taken between the probe and the start. */
function worthAnotherTry(said: string, portIsGiven: boolean): boolean {
  if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said)) return true;
  return !portIsGiven && /Address already in use|could not bind/.test(said);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(Math.max(0, size - position)), { position });
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}
