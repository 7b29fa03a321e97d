import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { imageOf } from '../backends/containers/images.ts';
import { startCommand } from './testing/command-run.ts';
import { type RehearsedProject, rehearsedProject } from './testing/rehearsed-project.ts';

/** A LocalStack that somebody else runs. Skipped where no engine answers, which counts as failed in `npm run test:all`. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const minutes = 60_000;

const docker = (...args: readonly string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim();

if (!hasEngine) {
  describe('a LocalStack that runs already', () => {
    it('stands aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('a LocalStack that runs already', () => {
  let project: RehearsedProject;
  const name = `somebodys-localstack-${String(process.pid)}`;
  let endpoint = '';

  beforeAll(async () => {
    project = rehearsedProject('localstack');
    // The socket is LocalStack's own way to functions: each is a container, named after it.
    docker(
      'run',
      '--detach',
      '--name',
      name,
      '--publish',
      '127.0.0.1:0:4566',
      '--volume',
      '/var/run/docker.sock:/var/run/docker.sock',
      imageOf('localstack'),
    );
    endpoint = `http://${docker('port', name, '4566/tcp')}`;
    while (!(await isUp(endpoint))) await pause(200);
  }, 2 * minutes);

  afterAll(async () => {
    await removeRun(project.out);
    docker('rm', '--force', ...docker('ps', '--all', '--quiet', '--filter', `name=${name}`).split('\n'));
    rmSync(project.scratch, { recursive: true, force: true });
  });

  const at = (): readonly string[] => ['--backend', 'endpoint', '--endpoint', endpoint, '--out', project.out];
  const run = (...more: readonly string[]): ReturnType<typeof startCommand> =>
    startCommand(project, ['run', project.folder, ...at(), '--approve-as', 'Priya Raman', ...more]);

  it('takes the whole path where its functions are told how to find the databases', { timeout: 6 * minutes }, async () => {
    // Docker's own network: where containers find this machine.
    const gateway = docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
    const { code, stderr, stdout } = await run('--reached-at', gateway).ended;
    expect({ code, said: `${stderr}${stdout}` }).toMatchObject({ code: 0 });
    const record = JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
    expect(record).toMatchObject({ outcome: 'released', backend: { kind: 'endpoint', emulator: `LocalStack at ${endpoint}` } });
    expect(record.stages.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(record.backend.missing).toEqual(expect.arrayContaining(['iam-enforcement', 'traffic-hooks']));
  });

  it('says at the start that they do not find them where they are not told', { timeout: 3 * minutes }, async () => {
    await removeRun(project.out);
    const { code, stderr } = await run('--to', 'local').ended;
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/A function of local can't reach its own database at 127\.0\.0\.1:\d+\. .*--reached-at/) as string,
    });
  });
});

async function isUp(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_localstack/health`)).ok;
  } catch (error) {
    // Nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
