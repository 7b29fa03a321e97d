import type { CheckName } from '../model/check-name.ts';
import type { CheckOutcome, CheckReport } from '../ports/check-runner.ts';
import type { GateResult } from '../ports/gate.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, missingTool, result } from './result.ts';

/** What is the same for every check: it is there, it was started, it came to an end. `judge` reads the rest. */
export function judgeCheck(check: CheckName, outcome: CheckOutcome, judge: (report: CheckReport) => Judgement): GateResult {
  switch (outcome.kind) {
    case 'not-configured':
      return result(inconclusive(`rehearsal.yaml names no command for checks.${check}: add one, with a report that can be read.`));
    case 'missing-tool':
      return missingTool(outcome.tool, outcome.reason);
    case 'ran':
      return result(withDenials(outcome.timedOut ? stopped(check, outcome) : judge(outcome), outcome), outcome.evidence);
  }
}

/** A test sees that a function fails; why is often that its role may not do something. */
function withDenials(judgement: Judgement, { denied = [] }: CheckReport): Judgement {
  const [first] = denied;
  if (judgement.verdict !== 'failed' || first === undefined) return judgement;
  const others = denied.length === 1 ? '' : ` (and ${String(denied.length - 1)} more)`;
  return { ...judgement, reason: `${judgement.reason.replace(/\.?$/, '.')} Meanwhile ${first}${others}.` };
}

function stopped(check: CheckName, report: CheckReport): Judgement {
  return failed(
    `The ${check} command was stopped after ${seconds(report.durationMs)} without having ended: see its log for what it waited for.`,
  );
}

/** `12.345 s`: exact to the millisecond, so that what is over a limit reads so. */
export function seconds(forMs: number): string {
  return `${String(Math.round(forMs) / 1000)} s`;
}

/** How a command ended, where its report shows nothing wrong. */
export function endedBadly(report: CheckReport): string {
  return report.exitCode === null ? 'was killed by a signal' : `ended with exit code ${String(report.exitCode)}`;
}
