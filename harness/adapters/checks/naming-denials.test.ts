import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/model/digest.ts';
import type { CheckOutcome, CheckRunner } from '../../../src/ports/check-runner.ts';
import { namingDenials } from './naming-denials.ts';

const folder = mkdtempSync(join(tmpdir(), 'denials-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digest: Digest = `sha256:${'a'.repeat(64)}`;
const report = {
  kind: 'ran',
  timedOut: false,
  durationMs: 1,
  cases: [],
  coverage: null,
  findings: null,
  unreadable: [],
  outputTail: '',
  evidence: [],
} as const;
const red: CheckOutcome = { ...report, exitCode: 1, tests: { executed: 1, passed: 0, failed: 1, skipped: 0, failures: [] } };
const green: CheckOutcome = { ...report, exitCode: 0, tests: { executed: 1, passed: 1, failed: 0, skipped: 0, failures: [] } };

function line(account: string, more: object = {}): string {
  return `${JSON.stringify({
    account,
    service: 's3',
    operation: 'GetObject',
    principal: `arn:aws:sts::${account}:assumed-role/reads/session`,
    wants: [{ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' }],
    decision: 'denied',
    denied: `User: arn:aws:sts::${account}:assumed-role/reads/session is not authorized to perform: s3:GetObject`,
    ...more,
  })}\n`;
}

/** A check that ends so, while the trace grows by these lines. */
async function run(outcome: CheckOutcome, lines: readonly string[], environment: string | null = 'dev') {
  const trace = join(folder, `${Math.random()}.jsonl`);
  appendFileSync(trace, line('111111111111', { wants: [{ action: 'before:It', resource: '*' }] }));
  const kept: string[] = [];
  const checks: CheckRunner = {
    run: () => {
      for (const text of lines) appendFileSync(trace, text);
      return Promise.resolve(outcome);
    },
  };
  const evidence = {
    keep: (name: string, content: string | Uint8Array) => {
      kept.push(`${name}: ${String(content)}`);
      return Promise.resolve(digest);
    },
  };
  const ended = await namingDenials(checks, { trace, accountOf: () => '111111111111', evidence }).run('smoke', environment);
  return { ended, kept };
}

describe('a check that is red', () => {
  it('says who was denied what meanwhile, once, and keeps the words of AWS', async () => {
    const { ended, kept } = await run(red, [line('111111111111'), line('111111111111')]);
    expect(ended).toMatchObject({ denied: ['reads was denied s3:GetObject on arn:aws:s3:::b/k'], evidence: [digest] });
    expect(kept).toEqual([
      'dev-smoke-denied.log: User: arn:aws:sts::111111111111:assumed-role/reads/session is not authorized to perform: s3:GetObject\n',
    ]);
  });

  it.each([
    ["another account's denial", line('222222222222')],
    ['what was allowed', line('111111111111', { decision: 'allowed' })],
    ['half a line', line('111111111111').slice(0, -3)],
  ])('says nothing of %s', async (_, text) => {
    expect(await run(red, [text])).toEqual({ ended: red, kept: [] });
  });

  it('that looks at no environment says nothing', async () => {
    expect(await run(red, [line('111111111111')], null)).toEqual({ ended: red, kept: [] });
  });
});

it('a check that is green says nothing of denials that its tests wanted', async () => {
  expect(await run(green, [line('111111111111')])).toEqual({ ended: green, kept: [] });
});
