import { describe, expect, it } from 'vitest';
import type { GateName } from '../model/gate-name.ts';
import type { CheckName } from '../model/check-name.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { gates } from './index.ts';

const checks: readonly (CheckName & GateName)[] = ['lint', 'typecheck', 'unit', 'integration', 'contract', 'acceptance', 'smoke'];
const onCode = new Set<CheckName>(['lint', 'typecheck', 'unit']);

async function run(check: CheckName & GateName, world: FakeWorld, against?: string) {
  const step = gateStep(check, against === undefined ? {} : { against });
  const result = await gates.get(check)?.run(subjectWith({ step, release: null }), world.ports);
  if (result === undefined) throw new Error(`There is no ${check} gate.`);
  return result;
}

describe.each(checks)('the %s gate', (check) => {
  it('passes a check whose report is good, and keeps the report', async () => {
    const world = new FakeWorld();
    const result = await run(check, world);
    expect(result).toMatchObject({ verdict: 'passed', evidence: [digestNamed('report')], facts: {} });
    expect(result.reason).toMatch(check === 'lint' || check === 'typecheck' ? /^No error, 0 lesser findings\.$/ : /^3 tests passed\./);
  });

  it('runs its own check, where it belongs', async () => {
    const world = new FakeWorld();
    await run(check, world);
    await run(check, world, 'local');
    expect(world.checks.calls.map((call) => call.check)).toEqual([check, check]);
    expect(world.checks.calls.map((call) => call.environment)).toEqual(onCode.has(check) ? [null, null] : ['uat', 'local']);
    expect(world.checks.calls[0]?.timeLimitMs).toBe(check === 'smoke' ? 300_000 : undefined);
  });

  it('is inconclusive where the project has no such check', async () => {
    const world = new FakeWorld();
    world.checks.answers.set(check, { kind: 'not-configured' });
    expect(await run(check, world)).toEqual({
      verdict: 'inconclusive',
      reason: `rehearsal.yaml names no command for checks.${check}: add one, with a report that can be read.`,
      evidence: [],
      facts: {},
    });
  });

  it('is inconclusive without its tool, and names it', async () => {
    const world = new FakeWorld();
    world.checks.answers.set(check, { kind: 'missing-tool', tool: 'npx', reason: 'npx is not here: install Node.' });
    expect(await run(check, world)).toEqual({
      verdict: 'inconclusive',
      reason: 'npx is not here: install Node.',
      evidence: [],
      facts: { missingTool: 'npx' },
    });
  });

  it('fails a check that had to be stopped, whatever its report says', async () => {
    const world = new FakeWorld();
    world.checks.answers.set(check, checkRan({ timedOut: true, durationMs: 60_049 }));
    expect(await run(check, world)).toMatchObject({
      verdict: 'failed',
      reason: `The ${check} command was stopped after 60.049 s without having ended: see its log for what it waited for.`,
      evidence: [digestNamed('report')],
    });
  });

  it('is red where the report is, and names the check', async () => {
    const world = new FakeWorld();
    world.checks.answers.set(check, checkRan({ exitCode: 2 }));
    const result = await run(check, world);
    expect(result.verdict).toBe('failed');
    expect(result.reason).toContain(`The ${check} command ended with exit code 2 although`);
  });
});
