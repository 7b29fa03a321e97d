import type { RouterKind } from './rollout-strategy.ts';

/** How traffic got to the new versions, step by step. */
export interface RolloutRecord {
  readonly strategy: string;
  /** Absent where traffic was moved in one step. */
  readonly router?: RouterKind;
  readonly steps: readonly RolloutStepRecord[];
  /** Until when the former versions stand by, on the paced clock; absent where the strategy keeps none. */
  readonly standby?: { readonly fallbackUntil: string; readonly until: string };
}

export interface RolloutStepRecord {
  readonly name: string;
  readonly weightPercent: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly result: 'applied' | 'reverted' | 'failed';
  /** Paced time that the step was to last; absent where it was not to last. */
  readonly bakeMs?: number;
  /** Why it was not well; absent where it was. */
  readonly fault?: string;
  /** Absent of a step that nobody judges. */
  readonly judgement?: StepJudgement;
}

/** What the users' requests said of the new versions while a step lasted. */
export interface StepJudgement {
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  /** One sentence with the numbers. */
  readonly reason: string;
  /** Requests that the new versions had to serve for a verdict. */
  readonly neededRequests: number;
  readonly candidate: VersionFigures;
  /** Null where the former versions served nothing meanwhile. */
  readonly stable: VersionFigures | null;
  /** How far apart the p99s of two random parts of the stable versions' own requests lie: what this machine does by itself. */
  readonly noiseMs: number | null;
}

/** What was served by one side of a rollout, over all its functions. Durations in milliseconds, rates as shares of 1. */
export interface VersionFigures {
  readonly requests: number;
  readonly errors: number;
  readonly errorRate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
