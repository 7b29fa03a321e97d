import { setTimeout as pause } from 'node:timers/promises';

export interface PacedClockOptions {
  /** The wall's clock, as the run has it. */
  readonly now: () => Date;
  readonly pace: number;
  /** Where both clocks show the same: when the run began. */
  readonly sinceMs: number;
  /** Ends waiting at once, with its reason thrown: the run was stopped. */
  readonly signal?: AbortSignal;
}

/** A calendar that goes `pace` times as fast as the wall's clock, from when the run began. */
export function pacedClock({ now, pace, sinceMs, signal }: PacedClockOptions): {
  readonly pace: number;
  now(): Date;
  wallMs(pacedMs: number): number;
  sleep(wallMs: number): Promise<void>;
} {
  return {
    pace,
    now: () => new Date(sinceMs + (now().getTime() - sinceMs) * pace),
    wallMs: (pacedMs) => pacedMs / pace,
    sleep: (wallMs) => pause(wallMs, undefined, signal === undefined ? {} : { signal }),
  };
}
