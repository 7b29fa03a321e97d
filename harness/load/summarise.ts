import { type Bucket, distribution } from './distribution.ts';
import type { Sample } from './sample.ts';

export interface RouteSummary {
  readonly route: string;
  readonly requests: number;
  readonly dropped: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly errorRate: number;
  /** How far the p99 of quarters of the measurement lie apart: what this machine does to it by itself. */
  readonly noiseMs: number;
  readonly distribution: readonly Bucket[];
}

/**
 * Exact percentiles over the raw points, a route at a time. Left out: set-up, tear-down, and the warm-up — what the script tags
 * `phase: warmup`, or, where it tags no phases, everything in the first `warmUpMs`.
 */
export function summarise(samples: readonly Sample[], options: { readonly warmUpMs: number }): readonly RouteSummary[] {
  const measured = measuredOf(samples, options.warmUpMs);
  const durations = measured.filter((sample) => sample.metric === 'http_req_duration');
  const routes = [...new Set(durations.map((sample) => sample.route))].sort();
  return routes.map((route) => {
    const own = durations.filter((sample) => sample.route === route).toSorted((left, right) => left.atMs - right.atMs);
    const failed = measured.filter((sample) => sample.metric === 'http_req_failed' && sample.route === route);
    const scenarios = new Set(own.map((sample) => sample.scenario));
    const dropped = measured.filter((sample) => isDropped(sample) && scenarios.has(sample.scenario));
    const values = own.map((sample) => sample.value);
    return {
      route,
      requests: own.length,
      dropped: sum(dropped),
      p50Ms: percentile(values, 50),
      p95Ms: percentile(values, 95),
      p99Ms: percentile(values, 99),
      errorRate: failed.length === 0 ? 1 : sum(failed) / failed.length,
      noiseMs: noise(values),
      distribution: distribution(values),
    };
  });
}

export function measuredOf(samples: readonly Sample[], warmUpMs: number): readonly Sample[] {
  const traffic = samples.filter((sample) => !sample.group.startsWith('::setup') && !sample.group.startsWith('::teardown'));
  if (traffic.some((sample) => sample.phase !== '')) {
    const measured = traffic.filter((sample) => sample.phase !== '' && sample.phase !== 'warmup');
    const scenarios = new Set(measured.map((sample) => sample.scenario));
    // k6 gives a dropped iteration its scenario's name and none of its tags (seen with 1.8.1).
    return [...measured, ...traffic.filter((sample) => isDropped(sample) && sample.phase === '' && scenarios.has(sample.scenario))];
  }
  const first = Math.min(...traffic.map((sample) => sample.atMs));
  return traffic.filter((sample) => sample.atMs >= first + warmUpMs);
}

function isDropped(sample: Sample): boolean {
  return sample.metric === 'dropped_iterations';
}

/** Nearest rank: the smallest value that at least `percent` of all are not above. 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((left, right) => left - right);
  return round(sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0);
}

function noise(inTime: readonly number[]): number {
  const quarter = Math.floor(inTime.length / 4);
  if (quarter < 1) return 0;
  const tails = [0, 1, 2, 3].map((part) => percentile(inTime.slice(part * quarter, (part + 1) * quarter), 99));
  return round(Math.max(...tails) - Math.min(...tails));
}

function sum(samples: readonly Sample[]): number {
  return samples.reduce((total, sample) => total + sample.value, 0);
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
