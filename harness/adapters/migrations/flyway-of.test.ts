import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlywayChoice } from '../../../src/model/project.ts';
import { BackendError, type PostgresServer } from '../../backends/backend.ts';
import { builtinFlyway } from './builtin-flyway.ts';
import { cliFlyway } from './cli-flyway.ts';
import { type FlywayPlace, flywayOf } from './flyway-of.ts';
import type { FlywayPlan } from './flyway-tool.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flyway-of-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  vi.stubEnv('FLYWAY_BIN', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const plan: FlywayPlan = {
  connection: { host: '127.0.0.1', port: 5555, user: 'migrator', password: 'secret-word', database: 'payments' },
  location: '/migrations',
  placeholders: { role: 'app' },
};
const answer = JSON.stringify({ flywayVersion: '10.21.0', success: true, migrations: [{ filepath: '/x/V1__a.sql' }] });

/** A program of that name on PATH that notes how it was called, and answers. */
function stand(name: string, said: string, exitCode = 0): string {
  const path = join(folder, name);
  const lines = ['#!/bin/sh', `printf '%s\\n' "$@" > ${path}.args`, `printf '%s' "$FLYWAY_PASSWORD" > ${path}.password`];
  writeFileSync(path, [...lines, `printf '%s' '${said}'`, `exit ${String(exitCode)}`, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

const argumentsOf = (path: string): readonly string[] => readFileSync(`${path}.args`, 'utf8').trim().split('\n');

function place(choice: FlywayChoice | null, beside: 'processes' | 'containers', platform: NodeJS.Platform = 'linux'): FlywayPlace {
  const server: PostgresServer = {
    container: null,
    host: '127.0.0.1',
    port: 5555,
    fromFunctions: { host: 'postgres-dev', port: 5432 },
    superuser: { user: '', password: '', database: '' },
  };
  const engine = beside === 'processes' ? null : { labels: { run: '1' }, listeningOf: () => Promise.resolve([]), networkOf: () => 'net-1' };
  const environments = [{ name: 'dev', account: '1', region: 'r', regions: ['r'], access: 'pipeline', database: true }] as const;
  return { choice, world: { engine, postgresOf: () => server }, plan: { environments, dataDir: '/run' }, platform };
}

describe('the Flyway of a project', () => {
  it.each([
    [null, 'processes'],
    ['builtin', 'processes'],
    ['builtin', 'containers'],
  ] as const)('is our own where it says %s beside %s', (choice, beside) => {
    expect(flywayOf(place(choice, beside))).toBe(builtinFlyway);
  });

  it.each([
    [null, 'containers', 'linux', '--network=net-1', '-url=jdbc:postgresql://postgres-dev:5432/payments'],
    ['container', 'containers', 'linux', '--network=net-1', '-url=jdbc:postgresql://postgres-dev:5432/payments'],
    ['container', 'processes', 'linux', '--network=host', '-url=jdbc:postgresql://127.0.0.1:5555/payments'],
    ['container', 'processes', 'darwin', '--network=bridge', '-url=jdbc:postgresql://host.docker.internal:5555/payments'],
  ] as const)('is a container where it says %s beside %s on %s', async (choice, beside, platform, network, url) => {
    const docker = stand('docker', answer);
    const { ok, applied, by } = await flywayOf(place(choice, beside, platform)).migrate(plan);
    expect({ ok, applied, by }).toEqual({ ok: true, applied: ['V1__a.sql'], by: 'Flyway 10.21.0 (flyway/flyway:10)' });
    expect(argumentsOf(docker)).toEqual(expect.arrayContaining([network, url, '-placeholders.role=app', 'migrate']));
  });

  it.each(['processes', 'containers'] as const)('is a program of this machine where it says cli beside %s', async (beside) => {
    const flyway = stand('flyway', answer);
    expect((await flywayOf(place('cli', beside)).validate(plan)).by).toBe('Flyway 10.21.0 (flyway)');
    const url = '-url=jdbc:postgresql://127.0.0.1:5555/payments';
    expect(argumentsOf(flyway)).toEqual(expect.arrayContaining([url, '-ignoreMigrationPatterns=*:pending', 'validate']));
  });

  it('takes the program that FLYWAY_BIN names, and hands it the password where no process list shows it', async () => {
    const program = stand('flyway-10', answer);
    await cliFlyway({ FLYWAY_BIN: program }).migrate(plan);
    expect(readFileSync(`${program}.password`, 'utf8')).toBe('secret-word');
    expect(argumentsOf(program).join(' ')).not.toContain('secret-word');
  });

  it.each([
    ['is not here', () => '/nowhere/flyway', 'rehearsal.yaml asks for flyway: cli, and /nowhere/flyway is not here.'],
    ['gives no answer', () => stand('mute', 'java: not found', 127), 'ended with 127 and no answer'],
  ])('ends the run where the program %s', async (_, made, message) => {
    const failed = cliFlyway({ FLYWAY_BIN: made() }).migrate(plan);
    await expect(failed).rejects.toThrow(BackendError);
    await expect(failed).rejects.toThrow(message);
  });
});
