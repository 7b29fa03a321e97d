import { describe, expect, it } from 'vitest';
import type { CheckReportFile } from '../../../../src/model/project.ts';
import { readReport } from './read-report.ts';

const junit = `<?xml version="1.0"?><testsuites tests="99" failures="0"><testsuite name="a" tests="99">
<testcase classname="pay" name="works"/><testcase classname="pay" name="breaks"><failure message="expected&#32;1">at x.ts:3</failure></testcase>
<testcase name="later"><skipped/></testcase></testsuite><testsuite><testcase name="errs"><error message="boom"/></testcase></testsuite></testsuites>`;

describe('readReport', () => {
  it('counts JUnit cases itself, whatever the totals claim', () => {
    expect(readReport('junit', junit).tests).toEqual({
      executed: 3,
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'pay > breaks', message: 'expected 1\nat x.ts:3' },
        { name: 'errs', message: 'boom' },
      ],
    });
  });

  it('reads line ends and signs of JUnit as they were meant', () => {
    const text = '<testsuite><testcase name="a"><failure message="x &lt; y&#xA;+ &quot;1&quot;&#10;end"/></testcase></testsuite>';
    expect(readReport('junit', text).tests?.failures).toEqual([{ name: 'a', message: 'x < y\n+ "1"\nend' }]);
  });

  it('names JUnit cases with how they ended and what they are labelled', () => {
    const properties = '<properties><property name="criterion" value="AC-002"/></properties>';
    expect(readReport('junit', junit.replace('name="works"/>', `name="works">${properties}</testcase>`)).cases).toEqual([
      { name: 'pay > works', outcome: 'passed', labels: ['AC-002'] },
      { name: 'pay > breaks', outcome: 'failed', labels: [] },
      { name: 'later', outcome: 'skipped', labels: [] },
      { name: 'errs', outcome: 'failed', labels: [] },
    ]);
  });

  it("gives a scenario its own tags and its feature's", () => {
    const scenario = { type: 'scenario', name: 'ok', tags: [{ name: '@AC-001' }], steps: [{ name: 's', result: { status: 'passed' } }] };
    const text = JSON.stringify([{ tags: [{ name: '@pay' }, { name: '@AC-001' }], elements: [scenario] }]);
    expect(readReport('cucumber-json', text).cases).toEqual([{ name: 'ok', outcome: 'passed', labels: ['@pay', '@AC-001'] }]);
  });

  it('counts vitest cases and files that could not be loaded', () => {
    const text = JSON.stringify({
      testResults: [
        {
          name: 'a',
          status: 'failed',
          assertionResults: [
            { fullName: 'x', status: 'passed' },
            { fullName: 'y', status: 'failed', failureMessages: ['no'] },
            { fullName: 'z', status: 'skipped' },
          ],
        },
        { name: 'b', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      ],
    });
    expect(readReport('vitest-json', text).tests).toMatchObject({ executed: 3, passed: 1, failed: 2, skipped: 1 });
  });

  it('fails a scenario with an undefined step and skips one without steps', () => {
    const step = (status: string) => ({ name: 's', result: { status } });
    const text = JSON.stringify([
      {
        elements: [
          { type: 'background', steps: [step('failed')] },
          { type: 'scenario', name: 'ok', steps: [step('passed')] },
          { type: 'scenario', name: 'new', steps: [step('passed'), step('undefined')] },
          { type: 'scenario', name: 'none', steps: [] },
        ],
      },
    ]);
    expect(readReport('cucumber-json', text).tests).toEqual({
      executed: 2,
      passed: 1,
      failed: 1,
      skipped: 1,
      failures: [{ name: 'new', message: 'step "s" is undefined' }],
    });
  });

  it('computes coverage from the counts', () => {
    const summary = { total: { lines: { total: 200, covered: 159, pct: 99 }, functions: { total: 4, covered: 3 } } };
    expect(readReport('coverage-summary', JSON.stringify(summary)).coverage).toEqual({ linesPercent: 79.5, functionsPercent: 75 });
    expect(readReport('lcov', 'SF:a\nFNF:2\nFNH:1\nLF:10\nLH:8\nend_of_record\nSF:b\nLF:10\nLH:10\nend_of_record\n').coverage).toEqual({
      linesPercent: 90,
      functionsPercent: 50,
    });
  });

  it('reads findings with their places', () => {
    const sarif = {
      runs: [
        {
          results: [
            {
              ruleId: 'no-x',
              level: 'error',
              message: { text: 'X' },
              locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: 3, startColumn: 7 } } }],
            },
          ],
        },
      ],
    };
    expect(readReport('sarif', JSON.stringify(sarif)).findings).toEqual([
      { rule: 'no-x', message: 'X', level: 'error', place: 'a.ts:3:7' },
    ]);
    expect(readReport('tsc', "src/a.ts(3,7): error TS2322: Type 'x'.\nFiles:                 12\n").findings).toEqual([
      { rule: 'TS2322', message: "Type 'x'.", level: 'error', place: 'src/a.ts:3:7' },
    ]);
  });

  it.each<[CheckReportFile['kind'], string, RegExp]>([
    ['junit', '<html>', /is no XML/],
    ['junit', '<html></html>', /has no testsuites/],
    ['vitest-json', '{', /is no JSON/],
    ['vitest-json', '{}', /has no testResults/],
    ['cucumber-json', '{}', /is no list of features/],
    ['coverage-summary', '{"total":{"lines":{"total":0,"covered":0,"pct":100}}}', /counts no lines/],
    ['lcov', '', /counts no lines/],
    ['sarif', '{"runs":[]}', /holds no run/],
    ['tsc', '', /does not say how many files/],
    ['tsc', 'Files: 0', /checked no file/],
  ])('does not take %s %j for a result', (kind, text, expected) => {
    expect(() => readReport(kind, text)).toThrow(expected);
  });
});
