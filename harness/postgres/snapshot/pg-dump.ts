import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Connection } from '../connection.ts';

const run = promisify(execFile);

export interface PgDump {
  readonly program: string;
  readonly version: string;
}

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
  return version && Number.parseInt(version, 10) >= serverMajor ? { program, version } : null;
}

export async function runPgDump({ program }: PgDump, connection: Connection): Promise<string> {
  const { host, port, user, password, database } = connection;
  const { stdout } = await run(program, ['--schema-only', '--no-password', '-h', host, '-p', String(port), '-U', user, '-d', database], {
    env: { PATH: process.env.PATH ?? '', PGPASSWORD: password, LC_ALL: 'C' },
    maxBuffer: 256 * 1024 * 1024,
  });
  return withoutNoise(stdout);
}

/** Drops what differs between two dumps of one structure: versions, and the random word of `\restrict` that newer ones write. */
export function withoutNoise(dump: string): string {
  const noise = /^(-- Dumped (from|by) .*|\\(un)?restrict .*)$/;
  return dump
    .split('\n')
    .filter((line) => !noise.test(line))
    .join('\n');
}
