import type { AskedLoad } from './load-profile.ts';

/** What k6 saw of one route, warm-up left out. Durations in milliseconds, rates as shares of 1. */
export interface RouteLoad {
  readonly route: string;
  readonly requests: number;
  readonly dropped: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly errorRate: number;
  /** How far this machine moves the p99 by itself: the spread between slices of the same measurement. */
  readonly noiseMs: number;
}

/** A load test's numbers beside what it was asked to send. */
export interface MeasuredLoad extends AskedLoad {
  readonly routes: readonly RouteLoad[];
}
