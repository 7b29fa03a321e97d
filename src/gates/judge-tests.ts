import type { CheckName } from '../model/check-name.ts';
import type { CheckReport, TestCounts } from '../ports/check-runner.ts';
import { endedBadly } from './judge-check.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** Reads test results; the exit code alone is never believed, in either direction. */
export function judgeTests(check: CheckName, report: CheckReport): Judgement {
  const { tests } = report;
  if (tests === null) return unread(check, report);
  const red = Math.max(tests.failed, tests.failures.length);
  if (red > 0) return failed(`${String(red)} of ${count(tests.executed)} failed${firstFailure(tests)}`);
  if (tests.executed === 0) {
    return inconclusive(
      `No test was executed (${String(tests.skipped)} skipped): the ${check} command must run at least one, see its log for why it didn't.`,
    );
  }
  if (report.exitCode !== 0) {
    return failed(`The ${check} command ${endedBadly(report)} although its report shows no failed test: see its log.`);
  }
  if (report.unreadable.length > 0) return unread(check, report);
  if (tests.passed !== tests.executed) {
    return inconclusive(
      `The report's counts don't add up: ${String(tests.executed)} executed, ${String(tests.passed)} passed, 0 failed. Check the reporter of the ${check} command.`,
    );
  }
  const skipped = tests.skipped === 0 ? '' : `, ${String(tests.skipped)} skipped`;
  return passed(`${count(tests.passed)} passed${skipped}.`);
}

function unread(check: CheckName, report: CheckReport): Judgement {
  const why = report.unreadable.length === 0 ? 'it wrote none' : report.unreadable.join('; ');
  const how = report.exitCode === 0 ? '' : ` The command ${endedBadly(report)}.`;
  return inconclusive(
    `No test results of the ${check} command could be read (${why}).${how} Name its report under checks.${check}.reports.`,
  );
}

function firstFailure(tests: TestCounts): string {
  const [first] = tests.failures;
  return first === undefined ? '; the report names none of them.' : `, the first: ${first.name}: ${inOneLine(first.message)}`;
}

const longestMessage = 200;

/** The first line; where that only announces what comes, as node:assert's does (`Expected values to be strictly equal:`), with what comes. */
function inOneLine(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  if (!first.trimEnd().endsWith(':')) return first;
  // Behind the message many reporters repeat it, with its stack.
  const stack = rest.findIndex((line) => /^\s*\[?\w*Error\b|^\s+at /.test(line));
  const lines = rest.slice(0, stack === -1 ? rest.length : stack).map((line) => line.trim().replaceAll(/\s+/g, ' '));
  // Of a difference, what differs.
  const differing = lines.filter((line) => /^[+-] /.test(line));
  const joined = [first.trimEnd(), ...(differing.length > 0 ? differing : lines.filter((line) => line !== ''))].join(' ');
  return joined.length <= longestMessage ? joined : `${joined.slice(0, longestMessage - 1)}…`;
}

function count(tests: number): string {
  return tests === 1 ? '1 test' : `${String(tests)} tests`;
}
