import type { DeployedFunction } from '../model/deployment.ts';
import type { CheckReport, CheckRunner } from '../ports/check-runner.ts';
import type { GateResult } from '../ports/gate.ts';
import { judgeCheck, seconds } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';
import type { Judgement } from './result.ts';
import { failed } from './result.ts';

/** Five minutes, where the topology doesn't say. */
export const defaultTimeLimitMs = 300_000;

export interface Smoked {
  readonly environment: string;
  readonly regions: readonly string[];
  readonly timeLimitMs: number;
  /** Versions that have no traffic, in the place of what is live; absent for what is live. */
  readonly green?: readonly DeployedFunction[];
}

/** In each of the environment's regions, one after the other; the first that is not passed is the verdict. */
export async function runSmoke({ environment, regions, timeLimitMs, green }: Smoked, checks: CheckRunner): Promise<GateResult> {
  const judge = (report: CheckReport): Judgement => judgeSmoke(report, timeLimitMs);
  if (regions.length < 2) return judgeCheck('smoke', await checks.run('smoke', environment, timeLimitMs, undefined, green), judge);
  const seen: GateResult[] = [];
  for (const region of regions) {
    const { reason, ...rest } = judgeCheck('smoke', await checks.run('smoke', environment, timeLimitMs, region, green), judge);
    seen.push({ ...rest, reason: `${region}: ${reason}` });
    if (rest.verdict !== 'passed') break;
  }
  return together(seen);
}

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
function judgeSmoke(report: CheckReport, timeLimitMs: number): Judgement {
  const tests = judgeTests('smoke', report);
  if (tests.verdict !== 'passed') return tests;
  const took = `It took ${seconds(report.durationMs)}, the limit is ${seconds(timeLimitMs)}`;
  if (report.durationMs > timeLimitMs) return failed(`${tests.reason} ${took}: make it shorter.`);
  return { verdict: 'passed', reason: `${tests.reason} ${took}.` };
}
