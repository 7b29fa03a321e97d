import type { CheckReport } from '../ports/check-runner.ts';
import type { GateResult } from '../ports/gate.ts';
import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck, seconds } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';
import type { Judgement } from './result.ts';
import { failed } from './result.ts';

/** Five minutes, where the topology doesn't say. */
export const defaultTimeLimitMs = 300_000;

/** In each of the environment's regions, one after the other; the first that is not passed is the verdict. */
export const smoke = defineGate('smoke', ['timeLimitMs'], async (subject, { checks }) => {
  const timeLimitMs = subject.step.thresholds.timeLimitMs ?? defaultTimeLimitMs;
  const environment = environmentOf(subject);
  const judge = (report: CheckReport): Judgement => judgeSmoke(report, timeLimitMs);
  const regions = subject.topology.stages.find((stage) => stage.environment === environment)?.regions ?? [];
  if (regions.length < 2) return judgeCheck('smoke', await checks.run('smoke', environment, timeLimitMs), judge);
  const seen: GateResult[] = [];
  for (const region of regions) {
    const { reason, ...rest } = judgeCheck('smoke', await checks.run('smoke', environment, timeLimitMs, region), judge);
    seen.push({ ...rest, reason: `${region}: ${reason}` });
    if (rest.verdict !== 'passed') break;
  }
  return together(seen);
});

function together(seen: readonly GateResult[]): GateResult {
  const last = seen.at(-1);
  return {
    verdict: last?.verdict ?? 'inconclusive',
    reason: seen.map(({ reason }) => reason).join(' '),
    evidence: seen.flatMap(({ evidence }) => evidence),
    facts: last?.facts ?? {},
  };
}

/** A smoke test that is right too late is wrong: users wait for it. */
export function judgeSmoke(report: CheckReport, timeLimitMs: number): Judgement {
  const tests = judgeTests('smoke', report);
  if (tests.verdict !== 'passed') return tests;
  const took = `It took ${seconds(report.durationMs)}, the limit is ${seconds(timeLimitMs)}`;
  if (report.durationMs > timeLimitMs) return failed(`${tests.reason} ${took}: make it shorter.`);
  return { verdict: 'passed', reason: `${tests.reason} ${took}.` };
}
