/** What users are promised of an environment, over all routes. Rates are shares of 1. */
export interface Slos {
  /** The share of requests that are answered without an error: 0.999. */
  readonly availability: number | null;
  readonly errorRate: number | null;
  readonly p99Ms: number | null;
}

/** What was seen, and how much of the errors that the availability allows is used up. */
export interface SloReport {
  readonly requests: number;
  readonly failed: number;
  readonly p99Ms: number;
  /** Requests that may fail among so many; null without a promise of availability. */
  readonly budget: number | null;
}
