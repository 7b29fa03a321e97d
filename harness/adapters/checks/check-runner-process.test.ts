import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../../src/model/project.ts';
import { ProcessCheckRunner } from './check-runner-process.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rehearse-checks-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const runner = (check: Check | undefined, inBackground = false): ProcessCheckRunner =>
  new ProcessCheckRunner({
    inBackground,
    checks: check === undefined ? {} : { unit: check },
    root: () => Promise.resolve(root),
    variablesOf: (environment) => Promise.resolve({ REHEARSAL_ENVIRONMENT: environment ?? '' }),
    evidence: { keep: (name) => Promise.resolve(`sha256:${name}` as const) },
  });
const check = (command: string, path = 'out.xml'): Check => ({ command, reports: [{ kind: 'junit', path }], timeoutMs: 5_000 });

describe('ProcessCheckRunner', () => {
  it('reads what the command wrote and hands it the environment', async () => {
    const command = `printf '<testsuites><testcase name="%s"/></testsuites>' "$REHEARSAL_ENVIRONMENT $CI" > out.xml`;
    expect(await runner(check(command)).run('unit', 'dev')).toMatchObject({
      kind: 'ran',
      exitCode: 0,
      tests: { executed: 1, passed: 1 },
      unreadable: [],
      evidence: ['sha256:dev-unit.log', 'sha256:dev-unit-out.xml'],
    });
  });

  it('gives way to everything else where it is told to', async () => {
    const command = `printf '<testsuites><testcase name="%s"/></testsuites>' "$(nice)" > out.xml`;
    const [before, behind] = [await runner(check(command)).run('unit', null), await runner(check(command), true).run('unit', null)];
    const niceness = (outcome: typeof before): number => (outcome.kind === 'ran' ? Number(outcome.cases[0]?.name) : NaN);
    expect(niceness(behind)).toBe(Math.min(19, niceness(before) + 10));
  });

  it('does not read a report of an earlier run', async () => {
    await writeFile(join(root, 'out.xml'), '<testsuites><testcase name="old"/></testsuites>');
    expect(await runner(check('true')).run('unit', null)).toMatchObject({
      kind: 'ran',
      tests: null,
      unreadable: ['out.xml was not written'],
    });
  });

  it('names a command that is not there as a missing tool', async () => {
    expect(await runner(check('no-such-tool-anywhere --x')).run('unit', null)).toMatchObject({
      kind: 'missing-tool',
      tool: 'no-such-tool-anywhere --x',
    });
  });

  it('ends a command that takes too long, and its children', async () => {
    const outcome = await runner({ ...check('sleep 30 & sleep 30'), timeoutMs: 100 }).run('unit', null);
    expect(outcome).toMatchObject({ kind: 'ran', timedOut: true, exitCode: null });
  });

  it("ends a check at the gate's limit where that is the shorter one", async () => {
    const startedAt = performance.now();
    expect(await runner(check('sleep 30')).run('unit', null, 100)).toMatchObject({ kind: 'ran', timedOut: true });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('says so where the project names no command', async () => {
    expect(await runner(undefined).run('unit', null)).toEqual({ kind: 'not-configured' });
  });
});
