import type { RouteLoad } from '../model/measurement.ts';
import type { RouteNfr } from '../model/project.ts';

/**
 * What a route misses of its NFRs, a phrase each; empty where it holds to them all. Exactly at the limit holds.
 * A miss within the machine's own noise is a miss still: the phrase gives the noise, so that a person can judge it.
 */
export function misses(load: RouteLoad, nfr: RouteNfr, durationMs: number): readonly string[] {
  const noise = ` (this machine's noise: ${ms(load.noiseMs)})`;
  const perSecond = load.requests / (durationMs / 1000);
  return [
    over(load.p50Ms, nfr.p50Ms, (limit) => `p50 ${ms(load.p50Ms)} is over ${ms(limit)}`),
    over(load.p95Ms, nfr.p95Ms, (limit) => `p95 ${ms(load.p95Ms)} is over ${ms(limit)}`),
    over(load.p99Ms, nfr.p99Ms, (limit) => `p99 ${ms(load.p99Ms)} is over ${ms(limit)}${noise}`),
    over(load.errorRate, nfr.errorRate, (limit) => `error rate ${percent(load.errorRate)} is over ${percent(limit)}`),
    // Negated, because here less is worse.
    over(-perSecond, negated(nfr.throughputPerSecond), (limit) => `throughput ${rate(perSecond)} is under ${rate(-limit)}`),
  ].filter((miss) => miss !== null);
}

/** `POST /payments: 1000 requests, p50 10.0 ms, p95 40.0 ms, p99 80.0 ms, errors 0 %` */
export function describeRoute(load: RouteLoad): string {
  const percentiles = `p50 ${ms(load.p50Ms)}, p95 ${ms(load.p95Ms)}, p99 ${ms(load.p99Ms)}`;
  return `${load.route}: ${String(load.requests)} requests, ${percentiles}, errors ${percent(load.errorRate)}`;
}

/** A number that is none (NaN) is over every limit. */
function over(value: number, limit: number | undefined, describe: (limit: number) => string): string | null {
  return limit === undefined || value <= limit ? null : describe(limit);
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function rate(perSecond: number): string {
  return `${perSecond.toFixed(2)}/s`;
}

function percent(share: number): string {
  return `${String(Number((share * 100).toFixed(3)))} %`;
}
