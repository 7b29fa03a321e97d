import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyEvidence } from '../../src/evidence/verify/verify-evidence.ts';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { leftovers, startRun, type StartedCommand } from './testing/command-run.ts';
import { stepsIn } from './testing/kill-run.ts';
import { rehearsedProject } from './testing/rehearsed-project.ts';
import { processesIn } from './testing/run-processes.ts';

const project = rehearsedProject('interrupt');
const limit = { timeout: 240_000 };
const toDev = ['--to', 'dev'];
const toLocal = ['--to', 'local'];

afterAll(async () => {
  await removeRun(project.out);
  rmSync(project.scratch, { recursive: true, force: true });
});

/** A check of the project's is a process of its own: the hardest thing to stop in the middle. */
async function untilUnitTestsRun(run: StartedCommand): Promise<void> {
  await run.until(() => processesIn(project.scratch).some(({ args }) => args.join(' ').includes('test:unit')));
}

function recordNow(): RehearsalRecord {
  return JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
}

describe('Ctrl-C', () => {
  it('stops children, leaves a signed record and exits 130', limit, async () => {
    const run = startRun(project, toDev);
    await untilUnitTestsRun(run);
    run.child.kill('SIGINT');
    const { code, stderr, stdout } = await run.ended;
    expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining('go on with: rehearse run --resume') as string });
    expect(await leftovers(project, 5_000)).toEqual([]);
    expect(recordNow()).toMatchObject({ outcome: 'error', simulation: true });
    const key = /signed with key ([0-9a-f]{64})/.exec(stdout)?.[1] ?? 'none';
    const doubts = verifyEvidence(project.out, { key }).checks.filter((check) => check.kind !== 'ok');
    expect(doubts).toEqual([
      { name: 'ledger', kind: 'failed', reason: expect.stringContaining('the run has not ended and can be resumed') as string },
    ]);
  });

  it('twice ends at once', limit, async () => {
    const run = startRun(project, ['--resume', ...toDev]);
    await untilUnitTestsRun(run);
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    const askedAt = performance.now();
    const { code } = await run.ended;
    expect(code).toBe(130);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    expect(await leftovers(project, 10_000)).toEqual([]);
  });

  it('before the path has begun is heard too', limit, async () => {
    const fresh = rehearsedProject('early');
    const run = startRun(fresh, toDev);
    await run.until(() => existsSync(join(fresh.out, 'state/world/world.json')));
    run.child.kill('SIGINT');
    const { code } = await run.ended;
    expect(code).toBe(130);
    expect(await leftovers(fresh, 10_000)).toEqual([]);
    await removeRun(fresh.out);
    rmSync(fresh.scratch, { recursive: true, force: true });
  });

  it('costs nothing that was done: a resumed run goes on from there', limit, async () => {
    const before = stepsIn(project).map((step) => `${step.environment}/${step.name}`);
    const { code, stderr } = await startRun(project, ['--resume', ...toDev]).ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const after = stepsIn(project).map((step) => `${step.environment}/${step.name}`);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map((_, index) => stepsIn(project)[index]?.step + (after[index] ?? ''))).size).toBe(after.length);
  });
});

describe('a run that was to leave its world up', () => {
  it('and was killed while it came up leaves nothing to the next one', limit, async () => {
    const kept = rehearsedProject('keep');
    const run = startRun(kept, [...toLocal, '--keep']);
    await run.until(() => existsSync(join(kept.out, 'state/world/emulator/emulator.pid')));
    run.child.kill('SIGKILL');
    await run.ended;
    const { code, stderr } = await startRun(kept, toLocal).ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await leftovers(kept, 10_000)).toEqual([]);
    await removeRun(kept.out);
    rmSync(kept.scratch, { recursive: true, force: true });
  });
});
