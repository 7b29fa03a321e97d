import { describe, expect, it } from 'vitest';
import type { CheckReport, TestCounts } from '../ports/check-runner.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { judgeTests } from './judge-tests.ts';

function report(more: Partial<CheckReport>): CheckReport {
  const outcome = checkRan(more);
  if (outcome.kind !== 'ran') throw new Error('A report was wanted.');
  return outcome;
}

function counts(passed: number, failed: number, skipped: number, failures: TestCounts['failures'] = []): TestCounts {
  return { executed: passed + failed, passed, failed, skipped, failures };
}

const boom = { name: 'pays', message: '  expected 201, got 500\n  at pay.test.ts:3' };

describe('what a test said', () => {
  const said = (message: string): string =>
    judgeTests('smoke', report({ tests: counts(0, 1, 0, [{ name: 'pays', message }]), exitCode: 1 })).reason;
  const stack = '[Error [ERR_TEST_FAILURE]: Expected values to be strictly equal:\n\n  at pay.test.ts:3';

  it.each([
    ['is its first line', 'expected 201, got 500\nDiff:\n- 201', 'expected 201, got 500'],
    [
      'goes on where that only announces it, without its stack',
      `Expected values to be strictly equal:\n\n'failing' !== 'ok'\n\n${stack}`,
      "Expected values to be strictly equal: 'failing' !== 'ok'",
    ],
    [
      'has what differs of a difference',
      `Expected values to be strictly deep-equal:\n+ actual - expected\n\n  [\n+   201,\n-   200,\n    'x'\n  ]\n${stack}`,
      'Expected values to be strictly deep-equal: + actual - expected + 201, - 200,',
    ],
    ['stops at a stack where nothing else comes', 'TypeError:\n    at pay.test.ts:3', 'TypeError:'],
    ['is cut where it is long', `Different:\n${'x'.repeat(300)}`, `Different: ${'x'.repeat(188)}…`],
  ])('%s', (_, message, expected) => {
    expect(said(message)).toBe(`1 of 1 test failed, the first: pays: ${expected}`);
  });
});

describe('test results', () => {
  it.each<readonly [string, Partial<CheckReport>, string, string]>([
    ['all pass', { tests: counts(12, 0, 0) }, 'passed', '12 tests passed.'],
    ['the only one passes', { tests: counts(1, 0, 0) }, 'passed', '1 test passed.'],
    ['some are skipped', { tests: counts(12, 0, 3) }, 'passed', '12 tests passed, 3 skipped.'],
    [
      'one fails',
      { tests: counts(11, 1, 0, [boom]), exitCode: 1 },
      'failed',
      '1 of 12 tests failed, the first: pays: expected 201, got 500',
    ],
    [
      'one fails and the command ends with 0',
      { tests: counts(2, 1, 0, [boom]) },
      'failed',
      '1 of 3 tests failed, the first: pays: expected 201, got 500',
    ],
    ['some fail that nobody names', { tests: counts(0, 1, 0) }, 'failed', '1 of 1 test failed; the report names none of them.'],
    [
      'failures are listed and not counted',
      { tests: counts(3, 0, 0, [boom, boom]) },
      'failed',
      '2 of 3 tests failed, the first: pays: expected 201, got 500',
    ],
    [
      'none was executed',
      { tests: counts(0, 0, 0) },
      'inconclusive',
      "No test was executed (0 skipped): the acceptance command must run at least one, see its log for why it didn't.",
    ],
    [
      'all are skipped',
      { tests: counts(0, 0, 7) },
      'inconclusive',
      "No test was executed (7 skipped): the acceptance command must run at least one, see its log for why it didn't.",
    ],
    [
      'none was executed and the command ends badly',
      { tests: counts(0, 0, 7), exitCode: 1 },
      'inconclusive',
      "No test was executed (7 skipped): the acceptance command must run at least one, see its log for why it didn't.",
    ],
    [
      'all pass and the command ends badly',
      { exitCode: 137 },
      'failed',
      'The acceptance command ended with exit code 137 although its report shows no failed test: see its log.',
    ],
    [
      'all pass and the command was killed',
      { exitCode: null },
      'failed',
      'The acceptance command was killed by a signal although its report shows no failed test: see its log.',
    ],
    [
      'there is no report',
      { tests: null },
      'inconclusive',
      'No test results of the acceptance command could be read (it wrote none). Name its report under checks.acceptance.reports.',
    ],
    [
      'there is no report and the command ends badly',
      { tests: null, exitCode: 127 },
      'inconclusive',
      'No test results of the acceptance command could be read (it wrote none). The command ended with exit code 127. Name its report under checks.acceptance.reports.',
    ],
    [
      'the reports can not be read',
      { tests: null, unreadable: ['a.xml: no XML', 'b.xml: empty'] },
      'inconclusive',
      'No test results of the acceptance command could be read (a.xml: no XML; b.xml: empty). Name its report under checks.acceptance.reports.',
    ],
    [
      'one report of two can not be read',
      { unreadable: ['b.xml: empty'] },
      'inconclusive',
      'No test results of the acceptance command could be read (b.xml: empty). Name its report under checks.acceptance.reports.',
    ],
    [
      'the counts are at odds',
      { tests: { executed: 5, passed: 4, failed: 0, skipped: 0, failures: [] } },
      'inconclusive',
      "The report's counts don't add up: 5 executed, 4 passed, 0 failed. Check the reporter of the acceptance command.",
    ],
  ])('where %s', (_, more, verdict, reason) => {
    const judged = judgeTests('acceptance', report(more));
    expect(judged).toEqual({ verdict, reason });
  });
});
