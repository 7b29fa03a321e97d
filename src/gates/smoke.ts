import type { CheckReport } from '../ports/check-runner.ts';
import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck, seconds } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';
import type { Judgement } from './result.ts';
import { failed } from './result.ts';

/** Five minutes, where the topology doesn't say. */
export const defaultTimeLimitMs = 300_000;

export const smoke = defineGate('smoke', ['timeLimitMs'], async (subject, { checks }) => {
  const timeLimitMs = subject.step.thresholds.timeLimitMs ?? defaultTimeLimitMs;
  const outcome = await checks.run('smoke', environmentOf(subject), timeLimitMs);
  return judgeCheck('smoke', outcome, (report) => judgeSmoke(report, timeLimitMs));
});

/** A smoke test that is right too late is wrong: users wait for it. */
export function judgeSmoke(report: CheckReport, timeLimitMs: number): Judgement {
  const tests = judgeTests('smoke', report);
  if (tests.verdict !== 'passed') return tests;
  const took = `It took ${seconds(report.durationMs)}, the limit is ${seconds(timeLimitMs)}`;
  if (report.durationMs > timeLimitMs) return failed(`${tests.reason} ${took}: make it shorter.`);
  return { verdict: 'passed', reason: `${tests.reason} ${took}.` };
}
