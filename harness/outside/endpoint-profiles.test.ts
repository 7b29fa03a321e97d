import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointPlan } from '../../src/compose/plan-endpoint.ts';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { type RehearseProcess, startRehearse } from './rehearse-command.ts';
import { type CommandEnd, startCommand } from './testing/command-run.ts';
import { rehearsedProject, type RehearsedProject } from './testing/rehearsed-project.ts';

const minutes = 60_000;
const accounts = {
  tooling: '111111111110',
  local: '111111111111',
  dev: '222222222222',
  uat: '333333333333',
  production: '444444444444',
  spare: '999999999999',
};
type Keys = Readonly<Record<string, { readonly accessKeyId: string; readonly secretAccessKey: string }>>;

const project: RehearsedProject = rehearsedProject('profiles');
const files = { AWS_SHARED_CREDENTIALS_FILE: join(project.scratch, 'credentials'), AWS_CONFIG_FILE: join(project.scratch, 'config') };
let emulator: RehearseProcess;
let endpoint = '';
let keys: Keys = {};

/** One that checks signatures, and gave each account a key of its own. */
beforeAll(async () => {
  emulator = startRehearse('emulator', '--port', '0', '--accounts', Object.values(accounts).join(','), '--json');
  await emulator.until('}}');
  ({ endpoint, rootKeys: keys } = JSON.parse(emulator.said()) as { readonly endpoint: string; readonly rootKeys: Keys });
  const section = ([name, account]: readonly [string, string]): string =>
    `[payments-${name}]\naws_access_key_id = ${keys[account]?.accessKeyId ?? ''}\naws_secret_access_key = ${keys[account]?.secretAccessKey ?? ''}\n`;
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, Object.entries(accounts).map(section).join('\n'));
  writeFileSync(files.AWS_CONFIG_FILE, '');
});

afterAll(async () => {
  emulator.child.kill('SIGTERM');
  await emulator.ended;
  rmSync(project.scratch, { recursive: true, force: true });
});

const command = (name: string, ...more: readonly string[]): Promise<CommandEnd> =>
  startCommand(project, [name, project.folder, '--backend', 'endpoint', '--endpoint', endpoint, ...more], {
    env: { ...process.env, ...files },
  }).ended;

const profiles = (names: readonly string[] = Object.keys(accounts)): readonly string[] =>
  names.flatMap((name) => ['--profile', `${name}=payments-${name}`]);

describe('a rehearsal with an AWS profile for each environment', () => {
  it(
    'is released where the endpoint checks signatures, leaves nothing, and no secret key in what it writes',
    { timeout: 6 * minutes },
    async () => {
      const { code, stderr, stdout } = await command('run', '--out', project.out, '--approve-as', 'Priya Raman', ...profiles());
      expect({ code, said: `${stderr}${stdout}` }).toMatchObject({ code: 0 });
      const text = readFileSync(join(project.out, 'rehearsal.json'), 'utf8');
      const record = JSON.parse(text) as RehearsalRecord;
      expect(record).toMatchObject({ outcome: 'released', backend: { kind: 'endpoint', emulator: endpoint } });
      expect(record.backend.missing).not.toContain('signatures');
      const world = readFileSync(join(project.out, 'state/world/world.json'), 'utf8');
      for (const { secretAccessKey } of Object.values(keys)) expect(`${text}${world}${stdout}${stderr}`).not.toContain(secretAccessKey);

      const { stdout: planned } = await command('plan', '--json', ...profiles());
      const { makes } = JSON.parse(planned) as EndpointPlan;
      expect(makes.length).toBeGreaterThan(20);
      expect(makes.filter(({ there }) => there)).toEqual([]);
    },
  );

  it('makes nothing where an account has none, or a key of another account', { timeout: minutes }, async () => {
    const without = await command('plan', ...profiles(['tooling', 'local', 'dev', 'uat', 'production']));
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('is missing for spare') as string });
    const swapped = [
      ...profiles(['tooling', 'local', 'production', 'spare']),
      '--profile',
      'dev=payments-uat',
      '--profile',
      'uat=payments-dev',
    ];
    const refused = await command('run', '--out', join(project.scratch, 'swapped'), '--to', 'local', ...swapped);
    expect(refused).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`profile payments-uat for account ${accounts.dev}: it says ${accounts.uat}`) as string,
    });
  });
});
