import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointPlan } from '../../src/compose/plan-endpoint.ts';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { type RehearseProcess, startRehearse } from './rehearse-command.ts';
import { happeningsIn, startCommand } from './testing/command-run.ts';
import { rehearsedProject, type RehearsedProject } from './testing/rehearsed-project.ts';

const minutes = 60_000;
const project: RehearsedProject = rehearsedProject('endpoint');
let emulator: RehearseProcess;
let endpoint = '';

/** An AWS that somebody else runs: what is there before a run is there after it. */
async function startElsewhere(): Promise<RehearseProcess> {
  const { port } = new URL(endpoint);
  const started = startRehearse('emulator', '--port', port, '--credentials', 'open', '--data', join(project.scratch, 'aws'));
  await started.until('listening on');
  return started;
}

beforeAll(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await new Promise((resolve) => server.close(resolve));
  emulator = await startElsewhere();
});

afterEach(async () => {
  await removeRun(project.out);
});

afterAll(async () => {
  emulator.child.kill('SIGTERM');
  await emulator.ended;
  rmSync(project.scratch, { recursive: true, force: true });
});

const at = (): readonly string[] => [project.folder, '--backend', 'endpoint', '--endpoint', endpoint];
const run = (...more: readonly string[]): ReturnType<typeof startCommand> =>
  startCommand(project, ['run', ...at(), '--out', project.out, '--approve-as', 'Priya Raman', ...more]);

/** What of a run is at the endpoint now. */
async function there(): Promise<readonly string[]> {
  const { stdout } = await startCommand(project, ['plan', ...at(), '--json']).ended;
  return (JSON.parse(stdout) as EndpointPlan).makes.filter((thing) => thing.there).map(({ text }) => text);
}

const finished = (step: string): boolean =>
  happeningsIn(project).some((happening) => happening.kind === 'step-finished' && happening.name === step);

describe('a rehearsal at an endpoint that runs already', () => {
  it('is released with what is missing there said, and leaves nothing', { timeout: 6 * minutes }, async () => {
    expect(await there()).toEqual([]);
    const { code, stderr, stdout } = await run().ended;
    expect({ code, said: `${stderr}${stdout}` }).toMatchObject({ code: 0 });
    const record = JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
    expect(record).toMatchObject({ outcome: 'released', backend: { kind: 'endpoint', emulator: endpoint } });
    expect(record.backend.missing).toEqual(expect.arrayContaining(['signatures', 'call-trace', 'faults', 'network-isolation']));
    expect(record.backend.missing).not.toContain('iam-enforcement');
    const drift = record.stages.flatMap(({ gates }) => gates).filter(({ gate }) => gate === 'drift');
    expect(new Set(drift.map(({ verdict }) => verdict))).toEqual(new Set(['waived']));
    expect(await there()).toEqual([]);
  });

  it('that was killed is gone on with, and nobody else comes in before', { timeout: 6 * minutes }, async () => {
    const killed = run('--to', 'local');
    await killed.until(() => finished('migrate'));
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await there()).toContain('role rehearsal-stage');

    const other = startCommand(project, ['run', ...at(), '--out', join(project.scratch, 'other'), '--to', 'local']);
    const refused = await other.ended;
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining(`Another rehearsal is at work at ${endpoint}`) as string });

    const { code, stderr } = await run('--to', 'local', '--resume').ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(happeningsIn(project).filter((happening) => happening.kind === 'step-finished' && happening.name === 'build')).toHaveLength(1);
    expect(await there()).toEqual([]);
  });

  it('ends with exit 3 where the endpoint dies, says so, and goes on when that is back', { timeout: 6 * minutes }, async () => {
    const struck = run('--to', 'local');
    await struck.until(() => finished('build'));
    emulator.child.kill('SIGKILL');
    const { code, stderr } = await struck.ended;
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`The endpoint ${endpoint} does not answer any more`) as string,
    });

    emulator = await startElsewhere();
    const resumed = await run('--to', 'local', '--resume').ended;
    expect({ code: resumed.code, stderr: resumed.stderr }).toMatchObject({ code: 0 });
    expect(await there()).toEqual([]);
  });

  it('that is up is no other than was asked for', { timeout: 2 * minutes }, async () => {
    const up = (...more: readonly string[]): ReturnType<typeof startCommand>['ended'] =>
      startCommand(project, ['up', ...at(), '--out', project.out, ...more]).ended;
    expect(await up()).toMatchObject({ code: 0 });
    expect(await up()).toMatchObject({ code: 0, stderr: expect.stringContaining('it is up already') as string });
    const profiles = ['tooling', 'local', 'dev', 'uat', 'production', 'spare'].flatMap((name) => ['--profile', `${name}=payments`]);
    for (const more of [['--reached-at', '172.17.0.1'], profiles])
      expect(await up(...more)).toMatchObject({ code: 3, stderr: expect.stringContaining("this world can't be left up") as string });
    expect(await there()).toEqual([]);
  });
});
