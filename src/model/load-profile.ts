/** What an environment's users are expected to send, all routes together, and the share of it that the machine of a rehearsal is asked for. */
export interface ExpectedTraffic {
  readonly perSecond: number;
  /** A share of 1. */
  readonly scale: number;
}

/** How much of that a measurement sends: so many times, all the while (`3x`) or for the middle third of the time (a spike). */
export interface LoadProfile {
  readonly kind: 'steady' | 'spike';
  readonly times: number;
}

/** What k6 was asked to send of each route, and of what that is a share. */
export interface AskedLoad {
  /** `1x`, `3x`, `spike-5x`. */
  readonly name: string;
  /** Null where the project says nothing of the environment's users: then 1x is its own rate. */
  readonly expected: ExpectedTraffic | null;
  /** For each route. */
  readonly ratePerSecond: number;
  /** In the middle third of the time; null where it stays. */
  readonly peakPerSecond: number | null;
}
