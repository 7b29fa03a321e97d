import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../ports/check-runner.ts';
import { judgeCheck } from './judge-check.ts';
import { failed, inconclusive, passed } from './result.ts';

const ran: Extract<CheckOutcome, { readonly kind: 'ran' }> = {
  kind: 'ran',
  exitCode: 1,
  timedOut: false,
  durationMs: 2000,
  tests: null,
  cases: [],
  coverage: null,
  findings: null,
  unreadable: [],
  outputTail: '',
  evidence: [],
};
const first = 'reads was denied s3:GetObject on arn:aws:s3:::b/k';

describe('a red check during which somebody was denied something', () => {
  it.each([
    [[first], `1 test failed. Meanwhile ${first}.`],
    [[first, 'b', 'c'], `1 test failed. Meanwhile ${first} (and 2 more).`],
    [[], '1 test failed.'],
  ])('says so: %j', (denied, reason) => {
    expect(judgeCheck('smoke', { ...ran, denied }, () => failed('1 test failed.'))).toMatchObject({ verdict: 'failed', reason });
  });

  it('says so where it was stopped, too', () => {
    const { reason } = judgeCheck('smoke', { ...ran, timedOut: true, denied: [first] }, () => passed('fine'));
    expect(reason).toBe(
      `The smoke command was stopped after 2 s without having ended: see its log for what it waited for. Meanwhile ${first}.`,
    );
  });

  it.each([passed('fine'), inconclusive('No test was executed.')])('but not where it is $verdict', (judgement) => {
    expect(judgeCheck('smoke', { ...ran, denied: [first] }, () => judgement)).toMatchObject(judgement);
  });
});
