import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { containerPgDump, findPgDump, runPgDump } from './pg-dump.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pg-dump-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of that name on PATH that notes how it was called, and answers its version or a dump. */
function stand(name: string, version: string): string {
  const path = join(folder, name);
  const answer = `case "$*" in *--version*) echo "${version}";; *) printf '%s\\n' "$@" > ${path}.args; printf '%s' "$PGPASSWORD" > ${path}.password; echo 'CREATE TABLE a;';; esac`;
  writeFileSync(path, `#!/bin/sh\n${answer}\n`);
  chmodSync(path, 0o755);
  return path;
}

const connection = { host: '127.0.0.1', port: 5555, user: 'migrator', password: 'secret-word', database: 'payments' };

describe('pg_dump', () => {
  it('in the container of its server connects there, and gets the password where no process list shows it', async () => {
    const docker = stand('docker', 'pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)');
    const pgDump = await containerPgDump('abc');
    expect(pgDump.version).toBe('17.2 in its container');
    expect(await runPgDump(pgDump, connection)).toBe('CREATE TABLE a;\n');
    const parameters = readFileSync(`${docker}.args`, 'utf8').trim().split('\n');
    expect(parameters.slice(0, 7)).toEqual(['exec', '--env=PGPASSWORD', '--env=LC_ALL=C', 'abc', 'pg_dump', '-h', '127.0.0.1']);
    expect(parameters).toEqual(expect.arrayContaining(['--schema-only', 'migrator', 'payments']));
    expect(parameters).not.toContain('5555');
    expect(parameters.join()).not.toContain('secret-word');
    expect(readFileSync(`${docker}.password`, 'utf8')).toBe('secret-word');
  });

  it('is none where the container says nothing of a version', async () => {
    stand('docker', 'command not found');
    await expect(containerPgDump('abc')).rejects.toThrow('pg_dump in the container abc says nothing of its version');
  });

  it.each([
    ['17.2', 17, '17.2'],
    ['18.1', 17, '18.1'],
    ['15.18', 17, undefined],
  ])('on PATH of version %s is one for a server %d only where it is as new', async (version, server, found) => {
    stand('pg_dump', `pg_dump (PostgreSQL) ${version}`);
    expect((await findPgDump(server))?.version).toBe(found);
  });
});
