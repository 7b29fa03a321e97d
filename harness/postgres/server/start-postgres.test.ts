import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../connection.ts';
import { readState, writeState } from './cluster-state.ts';
import { forkCluster } from './fork-cluster.ts';
import { isAlive, readPostmasterPid } from './postmaster-pid.ts';
import { removeCluster } from './remove-cluster.ts';
import { startPostgres } from './start-postgres.ts';
import type { StartPostgresOptions } from './start-options.ts';
import { until } from './stop.ts';

let root: string;
const log: string[] = [];
const options = (name: string, more: Partial<StartPostgresOptions> = {}): StartPostgresOptions => ({
  dataDir: join(root, name),
  lifetime: 'parent',
  log: (line) => log.push(line),
  ...more,
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
});
afterAll(async () => {
  for (const name of ['plain', 'killed', 'detached', 'parent', 'fork', 'occupied']) await removeCluster(join(root, name));
  await rm(root, { recursive: true, force: true });
});

/** Runs a process that starts a cluster, says its pid, and waits to be killed. */
async function startElsewhere(
  dataDir: string,
  lifetime: 'parent' | 'detached',
): Promise<{ harness: number; postmaster: number; gone: Promise<void> }> {
  const module = fileURLToPath(new URL('./start-postgres.ts', import.meta.url));
  const program = `
    const { startPostgres } = await import(${JSON.stringify(module)});
    const running = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, lifetime: ${JSON.stringify(lifetime)}, log: () => {} });
    process.stdout.write(String(running.pid) + '\\n');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
    void gone.then(() => reject(new Error('ended before it had started a cluster')));
  });
  return { harness: child.pid ?? 0, postmaster: Number(line), gone };
}

describe('startPostgres', () => {
  it('starts a server that takes its own password only and keeps data over a restart, on the same port', async () => {
    const first = await startPostgres(options('plain'));
    await withClient(first.connection, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS n'));
    await expect(withClient({ ...first.connection, password: 'wrong' }, (client) => client.query('SELECT 1'))).rejects.toMatchObject({
      code: '28P01',
    });
    await first[Symbol.asyncDispose]();
    await first.exited;
    expect(isAlive(first.pid)).toBe(false);

    await using second = await startPostgres(options('plain'));
    expect(second.port).toBe(first.port);
    expect(second.superuser).toEqual(first.superuser);
    const { rows } = await withClient(second.connection, (client) => client.query('SELECT n FROM kept'));
    expect(rows).toEqual([{ n: 7 }]);
  });

  it('keeps what was committed when the server is killed', async () => {
    const first = await startPostgres(options('killed'));
    await withClient(first.connection, (client) => client.query('CREATE TABLE kept AS SELECT generate_series(1, 5000) AS n'));
    process.kill(first.pid, 'SIGKILL');
    await first.exited;

    await using second = await startPostgres(options('killed'));
    const { rows } = await withClient(second.connection, (client) => client.query('SELECT count(*)::int AS rows FROM kept'));
    expect(rows).toEqual([{ rows: 5000 }]);
  });

  it('ends with a harness that is killed when its lifetime is parent', async () => {
    const elsewhere = await startElsewhere(join(root, 'parent'), 'parent');
    await expect(startPostgres(options('parent'))).rejects.toThrow(`in use by process ${elsewhere.harness}`);
    process.kill(elsewhere.harness, 'SIGKILL');
    await elsewhere.gone;
    expect(await until(() => !isAlive(elsewhere.postmaster), 10_000)).toBe(true);
  });

  it('adopts a detached server that a killed harness left, and stops it for a caller that wants lifetime parent', async () => {
    const elsewhere = await startElsewhere(join(root, 'detached'), 'detached');
    process.kill(elsewhere.harness, 'SIGKILL');
    await elsewhere.gone;
    const adopted = await startPostgres(options('detached', { lifetime: 'detached' }));
    expect(adopted.pid).toBe(elsewhere.postmaster);
    adopted.release();
    await adopted[Symbol.asyncDispose]();
    expect(isAlive(adopted.pid)).toBe(true);

    await using mine = await startPostgres(options('detached'));
    expect(mine.pid).not.toBe(elsewhere.postmaster);
    expect(mine.port).toBe(adopted.port);
    expect(log.some((line) => line.startsWith('Stopping the PostgreSQL that an earlier run left'))).toBe(true);
  });

  it('is not misled by a pid file whose number another process has now', async () => {
    const first = await startPostgres(options('plain'));
    await first[Symbol.asyncDispose]();
    await writeFile(join(first.dataDir, 'postmaster.pid'), `${process.pid}\n${first.dataDir}\n0\n${first.port}\n\n127.0.0.1\n\nready\n`);
    await using second = await startPostgres(options('plain'));
    expect((await readPostmasterPid(second.dataDir))?.pid).toBe(second.pid);
  });

  it('takes another port when its own is occupied, and says so when the caller insists', async () => {
    const first = await startPostgres(options('occupied'));
    await first[Symbol.asyncDispose]();
    await using other = await startPostgres(options('plain', { port: first.port }));
    await using second = await startPostgres(options('occupied'));
    expect(second.port).not.toBe(other.port);
    await second[Symbol.asyncDispose]();
    await expect(startPostgres(options('occupied', { port: other.port }))).rejects.toThrow(/did not start.*Address already in use/s);
  });

  it('says what to do when the file with the password is gone', async () => {
    await rm(`${join(root, 'occupied')}.cluster.json`);
    await expect(startPostgres(options('occupied'))).rejects.toThrow('its password is unknown');
  });

  it('keeps the file with the password to itself', async () => {
    expect((await stat(`${join(root, 'plain')}.cluster.json`)).mode & 0o777).toBe(0o600);
  });
});

describe('forkCluster', () => {
  it('copies a stopped cluster, which gets a password of its own', async () => {
    await forkCluster(join(root, 'plain'), join(root, 'fork'));
    await using fork = await startPostgres(options('fork'));
    const original = await readState(join(root, 'plain'));
    expect(fork.superuser.password).not.toBe(original?.password);
    const { rows } = await withClient(fork.connection, (client) => client.query('SELECT n FROM kept'));
    expect(rows).toEqual([{ n: 7 }]);
    await expect(
      withClient({ ...fork.connection, password: original?.password ?? '' }, (client) => client.query('SELECT 1')),
    ).rejects.toMatchObject({ code: '28P01' });
  });

  it('refuses a running cluster and a target that exists', async () => {
    await using running = await startPostgres(options('plain'));
    await expect(forkCluster(join(root, 'plain'), join(root, 'other'))).rejects.toThrow(`is running (process ${running.pid})`);
    await running[Symbol.asyncDispose]();
    await expect(forkCluster(join(root, 'plain'), join(root, 'fork'))).rejects.toThrow('exists');
  });

  it('recovers a start that was killed between setting the password and writing it down', async () => {
    const state = await readState(join(root, 'fork'));
    if (!state) throw new Error('no state');
    await writeState(join(root, 'fork'), { ...state, formerPassword: 'replaced already' });
    await using fork = await startPostgres(options('fork'));
    expect((await readState(join(root, 'fork')))?.formerPassword).toBeNull();
    expect(await readFile(join(fork.dataDir, 'PG_VERSION'), 'utf8')).toBe('17\n');
  });
});
