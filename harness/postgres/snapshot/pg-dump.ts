import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Connection } from '../connection.ts';

const run = promisify(execFile);

export interface PgDump {
  readonly version: string;
  /** Of that database, as the program that it is sees it. Gives what it wrote. */
  dump(connection: Connection, parameters: readonly string[]): Promise<string>;
}

const largestDump = 256 * 1024 * 1024;

/** The pg_dump on PATH, if it is at least as new as the server: an older one refuses to dump. */
export async function findPgDump(serverMajor: number, program = 'pg_dump'): Promise<PgDump | null> {
  const output = await run(program, ['--version']).then(
    ({ stdout }) => stdout,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') return null;
      throw error;
    },
  );
  const version = output === null ? null : /\(PostgreSQL\) (\d+[\w.]*)/.exec(output)?.[1];
  if (!version || Number.parseInt(version, 10) < serverMajor) return null;
  return {
    version,
    dump: async ({ host, port, password }, parameters) => {
      const env = { PATH: process.env.PATH ?? '', PGPASSWORD: password, LC_ALL: 'C' };
      return (await run(program, ['-h', host, '-p', String(port), ...parameters], { env, maxBuffer: largestDump })).stdout;
    },
  };
}

export async function runPgDump(pgDump: PgDump, connection: Connection): Promise<string> {
  const { user, database } = connection;
  return withoutNoise(await pgDump.dump(connection, ['--schema-only', '--no-password', '-U', user, '-d', database]));
}

/**
 * The pg_dump in the server's own container, which is always as new as the server. It connects there, over the loopback of that container.
 *
 * @throws Error when the container has no pg_dump, or docker can't run it; its words are quoted.
 */
export async function containerPgDump(container: string): Promise<PgDump> {
  const { stdout } = await run('docker', ['exec', container, 'pg_dump', '--version']);
  const version = /\(PostgreSQL\) (\d+[\w.]*)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`pg_dump in the container ${container} says nothing of its version: ${stdout.trim()}`);
  return {
    version: `${version} in its container`,
    dump: async ({ password }, parameters) => {
      // Named without a value: it is taken from our own environment, and no process list shows it.
      const inside = ['exec', '--env=PGPASSWORD', '--env=LC_ALL=C', container, 'pg_dump', '-h', '127.0.0.1', ...parameters];
      return (await run('docker', inside, { env: { ...process.env, PGPASSWORD: password }, maxBuffer: largestDump })).stdout;
    },
  };
}

/** Drops what differs between two dumps of one structure: versions, and the random word of `\restrict` that newer ones write. */
export function withoutNoise(dump: string): string {
  const noise = /^(-- Dumped (from|by) .*|\\(un)?restrict .*)$/;
  return dump
    .split('\n')
    .filter((line) => !noise.test(line))
    .join('\n');
}
