import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Connection } from '../postgres/index.ts';

export interface InstalledPostgres {
  readonly major: number;
  /** A folder with initdb and postgres. */
  readonly bin: string;
}

export interface StartedPostgres extends AsyncDisposable {
  readonly connection: Connection;
}

/** The PostgreSQL of that major version that Debian's packages put on a machine, or `POSTGRES_<MAJOR>_BIN`. Null where there is none. */
export function findInstalledPostgres(major: number): InstalledPostgres | null {
  const bin = process.env[`POSTGRES_${String(major)}_BIN`] ?? `/usr/lib/postgresql/${String(major)}/bin`;
  return existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')) ? { major, bin } : null;
}

/** A new cluster below `folder`, on a free port of 127.0.0.1. Postgres refuses to be root: there it runs as the user whom its package made. */
export async function startInstalledPostgres({ bin }: InstalledPostgres, folder: string): Promise<StartedPostgres> {
  const as = userOf();
  const data = join(folder, 'data');
  const password = randomBytes(18).toString('base64url');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  for (const path of [folder, passwordFile]) if (as !== null) chownSync(path, as.uid, as.gid);
  const initdb = [`--pgdata=${data}`, `--pwfile=${passwordFile}`, '--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8'];
  const made = spawnSync(join(bin, 'initdb'), [...initdb, '--locale=C.UTF-8', '--no-sync'], { ...as, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', TimeZone: 'UTC', lc_messages: 'C' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.includes('database system is ready to accept connections')) ready.resolve();
  });
  await Promise.race([ready.promise, ended.then(() => Promise.reject(new Error(`postgres of ${bin} ended by itself`)))]);
  return {
    connection: { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' },
    [Symbol.asyncDispose]: async () => {
      // An immediate shutdown: nothing of it is wanted any more.
      child.kill('SIGQUIT');
      await ended;
    },
  };
}

function userOf(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('There is no user postgres to run postgres as.');
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
