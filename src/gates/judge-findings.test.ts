import { expect, it } from 'vitest';
import type { CheckReport, Finding } from '../ports/check-runner.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { describeFinding, judgeFindings } from './judge-findings.ts';

function finding(level: Finding['level'], place = 'src/x.ts:3:7'): Finding {
  return { rule: 'no-empty', message: 'Empty block.', level, place };
}

it.each<readonly [string, Partial<CheckReport>, string, string]>([
  ['nothing is found', { findings: [] }, 'passed', 'No error, 0 lesser findings.'],
  ['a warning is found', { findings: [finding('warning')] }, 'passed', 'No error, 1 lesser finding.'],
  ['a warning and a note are found', { findings: [finding('warning'), finding('note')] }, 'passed', 'No error, 2 lesser findings.'],
  [
    'an error is found',
    { findings: [finding('note'), finding('error')] },
    'failed',
    '1 error, the first: src/x.ts:3:7 no-empty: Empty block.',
  ],
  [
    'errors are found and the command ends badly',
    { findings: [finding('error', ''), finding('error')], exitCode: 1 },
    'failed',
    '2 errors, the first: no-empty: Empty block.',
  ],
  [
    'nothing is found and the command ends badly',
    { findings: [], exitCode: 1 },
    'failed',
    'The lint command ended with exit code 1 although its report shows no error: see its log.',
  ],
  [
    'there is no report',
    { findings: null },
    'inconclusive',
    'No findings of the lint command could be read (it wrote none), and it ended with exit code 0: name its SARIF report, or for tsc its output, under checks.lint.reports.',
  ],
  [
    'a report can not be read',
    { findings: [], unreadable: ['lint.sarif: no JSON', 'x'], exitCode: null },
    'inconclusive',
    'No findings of the lint command could be read (lint.sarif: no JSON; x), and it was killed by a signal: name its SARIF report, or for tsc its output, under checks.lint.reports.',
  ],
])('where %s', (_, more, verdict, reason) => {
  const outcome = checkRan(more);
  if (outcome.kind !== 'ran') throw new Error('A report was wanted.');
  expect(judgeFindings('lint', outcome)).toEqual({ verdict, reason });
});

it('describes a finding without a place', () => {
  expect(describeFinding(finding('error', ''))).toBe('no-empty: Empty block.');
});
