import type { Digest } from '../model/digest.ts';
import type { CheckName } from '../model/check-name.ts';
import type { DeployedFunction } from '../model/deployment.ts';

/** Runs one of the project's own commands and reads what it left behind. */
export interface CheckRunner {
  /**
   * `timeLimitMs` is the gate's, where it has one: the check is stopped at the smaller of it and the check's own timeout. `region` is the one
   * that the check looks at where the environment has several; the first where absent. `green` are versions that have no traffic: the check is
   * told addresses at which it reaches them, in the place of users' own.
   */
  run(
    check: CheckName,
    environment: string | null,
    timeLimitMs?: number,
    region?: string,
    green?: readonly DeployedFunction[],
  ): Promise<CheckOutcome>;
}

export type CheckOutcome =
  /** rehearsal.yaml names no command for it. */
  | { readonly kind: 'not-configured' }
  /** The command could not be started: a tool is missing. */
  | { readonly kind: 'missing-tool'; readonly tool: string; readonly reason: string }
  | ({ readonly kind: 'ran' } & CheckReport);

export interface CheckReport {
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly durationMs: number;
  /** Null where no report of that sort could be read; `unreadable` then says why. */
  readonly tests: TestCounts | null;
  /** Each test or scenario of every report, with what it is called by. */
  readonly cases: readonly TestCase[];
  readonly coverage: { readonly linesPercent: number; readonly functionsPercent: number | null } | null;
  readonly findings: readonly Finding[] | null;
  readonly unreadable: readonly string[];
  /** Who was denied what in the environment while a red check ran; absent where nobody was, or the backend can't say. */
  readonly denied?: readonly string[];
  /** The end of what the command printed, for `explain`. */
  readonly outputTail: string;
  /** Reports and log, kept. */
  readonly evidence: readonly Digest[];
}

export interface TestCounts {
  readonly executed: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

export interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Tags of a scenario (`@AC-001`), values of a JUnit case's properties. */
  readonly labels: readonly string[];
}

export interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly level: 'error' | 'warning' | 'note';
  /** `src/x.ts:3:7`, '' where unknown. */
  readonly place: string;
}
