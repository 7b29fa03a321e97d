import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { happeningsIn, startRun } from './testing/command-run.ts';
import type { RehearsedProject } from './testing/rehearsed-project.ts';
import { rolloutAccount } from './testing/rollout-project.ts';
import { samProject } from './testing/sam-project.ts';
import { sharesInAccount } from './testing/shares-in-account.ts';

const limit = { timeout: 300_000 };
const projects: RehearsedProject[] = [];

afterAll(async () => {
  for (const { out, scratch } of projects) {
    await removeRun(out);
    rmSync(scratch, { recursive: true, force: true });
  }
});

/** Five minutes pass in three seconds; the requests that a step needs take as long as they take. */
async function rehearsed(fails: boolean): Promise<object> {
  const project = samProject({ fails });
  projects.push(project);
  const { code, stderr } = await startRun(project, ['--pace', '100']).ended;
  const record = JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
  const { rollout } = record.stages[0] ?? {};
  const baseline = happeningsIn(project).find((each) => each.kind === 'baseline');
  const judgement = rollout?.steps[0]?.judgement;
  return {
    code,
    outcome: record.outcome,
    why: record.outcome === 'error' ? stderr : null,
    steps: rollout?.steps.map(({ weightPercent, bakeMs, result }) => `${String(weightPercent)} % for ${String(bakeMs)} ms ${result}`),
    bothServed: (judgement?.candidate.requests ?? 0) > 0 && (judgement?.stable?.requests ?? 0) > 0,
    shares: await sharesInAccount(project, rolloutAccount, baseline?.deployed ?? []),
  };
}

describe("a SAM project whose stage goes over as the template's DeploymentPreference says", () => {
  it('has a tenth of the traffic for five minutes, and then all of it', limit, async () => {
    expect(await rehearsed(false)).toEqual({
      code: 0,
      outcome: 'released',
      why: null,
      steps: ['10 % for 300000 ms applied', '100 % for 0 ms applied'],
      bothServed: true,
      shares: { CreatePaymentFunction: 100, ReadPaymentFunction: 100 },
    });
  });

  it('goes back from a tenth where that fails', limit, async () => {
    expect(await rehearsed(true)).toEqual({
      code: 1,
      outcome: 'rolled-back',
      why: null,
      steps: ['10 % for 300000 ms failed'],
      bothServed: true,
      shares: { CreatePaymentFunction: 0, ReadPaymentFunction: 0 },
    });
  });
});
