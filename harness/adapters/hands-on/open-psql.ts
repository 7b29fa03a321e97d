import { execFile, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Connection } from '../../postgres/index.ts';

const run = promisify(execFile);

export interface PsqlStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** psql talks to the terminal itself: for a person. */
  readonly interactive: boolean;
}

/** Runs the machine's own psql and answers its exit code; null where there is none. The password goes by the environment, not by arguments. */
export async function openPsql(connection: Connection, args: readonly string[], streams: PsqlStreams): Promise<number | null> {
  if (!(await hasPsql())) return null;
  const { host, port, user, password, database } = connection;
  const target = ['-h', host, '-p', String(port), '-U', user, '-d', database, '--no-password'];
  const child = spawn('psql', [...target, ...args], {
    stdio: streams.interactive ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PGPASSWORD: password },
  });
  child.stdout?.pipe(streams.stdout, { end: false });
  child.stderr?.pipe(streams.stderr, { end: false });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function hasPsql(): Promise<boolean> {
  try {
    await run('psql', ['--version'], { timeout: 5_000 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) return false;
    throw error;
  }
}
