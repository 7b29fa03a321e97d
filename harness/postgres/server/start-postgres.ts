import { superuserConnection } from '../connection.ts';
import type { Connection } from '../connection.ts';
import { adopt } from './adopt.ts';
import { findBinaries } from './binaries.ts';
import { readState, writeState } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { settlePassword } from './cluster-password.ts';
import { prepareDataDir } from './data-dir.ts';
import { launchReady } from './launch-ready.ts';
import { cachePlace } from './places.ts';
import { runAs } from './run-as.ts';
import { hasEnded, stopPostmaster, until } from './stop.ts';
import type { StartPostgresOptions } from './start-options.ts';
import { findTemplate } from './template.ts';

export interface RunningPostgres extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly superuser: { readonly user: string; readonly password: string; readonly database: string };
  /** The superuser's connection, as `createDatabase` and others take it. */
  readonly connection: Connection;
  /** The postmaster's process. */
  readonly pid: number;
  /** Where the data really is: not where it was asked for when that is closed to the user that postgres runs as. */
  readonly dataDir: string;
  /** Resolves when the server has ended, asked or not. */
  readonly exited: Promise<void>;
  /** Leaves the server running and forgets it: disposing does nothing any more. Only for lifetime `detached`. */
  release(): void;
}

/**
 * Starts PostgreSQL on 127.0.0.1. Disposing stops it (also a detached one: see `release`) and keeps the data.
 *
 * @throws Error when the platform has no binaries, the directory is in use by another process, or the server doesn't start; its log is quoted.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const user = await runAs();
  const cache = await cachePlace(user, options.cacheDir);
  const binaries = await findBinaries(cache, user);
  const dataDir = await prepareDataDir(options, user, () => findTemplate(cache, binaries, user));
  const state = await readState(options.dataDir);
  if (!state) {
    throw new Error(
      `${options.dataDir} has no ${options.dataDir}.cluster.json beside it, so its password is unknown. Remove the directory or choose another.`,
    );
  }
  const adopted = await adopt(options, dataDir, state);
  const server = adopted ?? (await launchReady(binaries, options, dataDir, state, user));
  const settled: ClusterState = {
    ...state,
    port: server.port,
    formerPassword: null,
    owner: { pid: process.pid, lifetime: options.lifetime },
  };
  try {
    await settlePassword(server.port, state);
    await writeState(options.dataDir, settled);
  } catch (error) {
    await stopPostmaster(server.pid, dataDir);
    throw error;
  }
  options.log(
    `PostgreSQL ${binaries.version} ${adopted ? 'found running' : 'started'} on 127.0.0.1:${server.port} (process ${server.pid})`,
  );
  return running(server, settled, dataDir);
}

function running(
  server: { pid: number; port: number; ended: Promise<void> | null },
  state: ClusterState,
  dataDir: string,
): RunningPostgres {
  const connection = superuserConnection(server.port, state.password);
  let released = false;
  return {
    host: '127.0.0.1',
    port: server.port,
    superuser: { user: connection.user, password: connection.password, database: connection.database },
    connection,
    pid: server.pid,
    dataDir,
    exited: server.ended ?? untilEnded(server.pid, dataDir),
    release: () => {
      if (state.owner?.lifetime !== 'detached')
        throw new Error('A server with lifetime parent ends with this process and cannot be released.');
      released = true;
    },
    [Symbol.asyncDispose]: async () => {
      if (released) return;
      if (!(await hasEnded(server.pid, dataDir))) await stopPostmaster(server.pid, dataDir);
      if (server.ended) await keepingAlive(server.ended);
    },
  };
}

/** Waits for a child that doesn't keep this process alive by itself. */
async function keepingAlive(ended: Promise<void>): Promise<void> {
  const timer = setInterval(() => undefined, 1_000);
  try {
    await ended;
  } finally {
    clearInterval(timer);
  }
}

/** An adopted server is nobody's child here, so its end is looked for. The timer doesn't keep the process alive. */
async function untilEnded(pid: number, dataDir: string): Promise<void> {
  await until(() => hasEnded(pid, dataDir), Infinity, { pollMs: 250, keepAlive: false });
}
