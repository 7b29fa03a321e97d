import type { GateThresholds } from '../model/topology.ts';
import type { CheckReport } from '../ports/check-runner.ts';
import { defineGate } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeCoverage } from './judge-coverage.ts';
import { judgeTests } from './judge-tests.ts';
import type { Judgement } from './result.ts';

export const unit = defineGate('unit', ['linesPercent', 'functionsPercent'], async ({ step }, { checks }) =>
  judgeCheck('unit', await checks.run('unit', null), (report) => judgeUnit(report, step.thresholds)),
);

/** Tests first: coverage of tests that failed says nothing. */
export function judgeUnit(report: CheckReport, thresholds: GateThresholds): Judgement {
  const tests = judgeTests('unit', report);
  if (tests.verdict !== 'passed') return tests;
  const coverage = judgeCoverage(report, thresholds);
  return { verdict: coverage.verdict, reason: `${tests.reason} ${coverage.reason}` };
}
