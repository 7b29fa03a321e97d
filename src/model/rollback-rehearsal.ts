import type { VersionEffect } from './fault.ts';

/** A rollback that was gone through on purpose: what was planted, and what each part of the way back took. Instants ISO 8601 UTC, durations ms. */
export interface RollbackRehearsal {
  /** One a fault, in the order in which they were planted. The record's `rollback` has the times of the worst. */
  readonly rounds: readonly RehearsalRound[];
}

export interface RehearsalRound {
  readonly fault: VersionEffect;
  readonly plantedAt: string;
  /** From the fault to the measurement that showed it. */
  readonly detectedMs: number;
  /** From there to the decision: a second look that shows it too. */
  readonly decidedMs: number;
  /** From the decision until the account said that the former versions have all traffic. */
  readonly revertedMs: number;
  /** From there to the end of the last request that went wrong. */
  readonly recoveredMs: number;
  /** From the start of the first request that went wrong to the end of the last one. */
  readonly userErrorWindowMs: number;
  /** What the measurement showed. */
  readonly breach: string;
  readonly requests: number;
  /** Requests that failed after the decision. */
  readonly lost: number;
  /** Requests that were under way when the traffic had moved, and those of them that failed. */
  readonly inFlight: number;
  readonly inFlightFailed: number;
  /** From there on the new versions were live again; and until users had been seen to be well on them. */
  readonly backMs: number;
  readonly wellMs: number;
  /** Those that fired, by name, with the time from the fault. */
  readonly alerts: readonly { readonly alert: string; readonly severity: string; readonly firedMs: number }[];
}
