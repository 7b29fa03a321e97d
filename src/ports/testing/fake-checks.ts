import type { CheckName } from '../../model/check-name.ts';
import type { DeployedFunction } from '../../model/deployment.ts';
import type { CheckOutcome, CheckReport, CheckRunner, TestCounts } from '../check-runner.ts';
import { digestNamed } from './sample-release.ts';

export const passingTests: TestCounts = { executed: 3, passed: 3, failed: 0, skipped: 0, failures: [] };

/** A report that every gate that reads one is content with; `more` says what is different. */
export function checkRan(more: Partial<CheckReport> = {}): CheckOutcome {
  return {
    kind: 'ran',
    exitCode: 0,
    timedOut: false,
    durationMs: 1500,
    tests: passingTests,
    cases: [],
    coverage: { linesPercent: 91.5, functionsPercent: 90 },
    findings: [],
    unreadable: [],
    outputTail: '',
    evidence: [digestNamed('report')],
    ...more,
  };
}

/** Answers what it is told to. */
export class FakeChecks implements CheckRunner {
  readonly calls: {
    readonly check: CheckName;
    readonly environment: string | null;
    readonly timeLimitMs: number | undefined;
    readonly region?: string;
    readonly green?: readonly DeployedFunction[];
  }[] = [];
  /** Of one region, before those for all. */
  readonly answersIn = new Map<string, CheckOutcome>();
  readonly answers = new Map<CheckName, CheckOutcome>();
  onRun: () => void = () => undefined;

  run(
    check: CheckName,
    environment: string | null,
    timeLimitMs?: number,
    region?: string,
    green?: readonly DeployedFunction[],
  ): Promise<CheckOutcome> {
    const where = { ...(region === undefined ? {} : { region }), ...(green === undefined ? {} : { green }) };
    this.calls.push({ check, environment, timeLimitMs, ...where });
    this.onRun();
    return Promise.resolve(this.answersIn.get(region ?? '') ?? this.answers.get(check) ?? checkRan());
  }
}
