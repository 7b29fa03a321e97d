import type { JudgedBy } from '../../model/rollout-strategy.ts';
import type { RouteLimit } from '../../ports/rollout-judge.ts';
import type { ServedRequest } from '../../ports/measurements.ts';
import { binomialTail } from './binomial-tail.ts';
import { fisherExact, type Share } from './fisher-exact.ts';
import { percentileOf } from './percentile-of.ts';

/** One question to the numbers: what came out, and how likely that is of a candidate that is no worse. */
export interface Comparison {
  /** `POST /payments: 9 of 30 requests failed, 1 % may (binomial test)`. */
  readonly says: string;
  readonly chance: number;
}

/** What is compared of a route, or of all routes together. */
export interface Compared {
  readonly name: string;
  readonly limit: RouteLimit | null;
  readonly candidate: readonly ServedRequest[];
  readonly stable: readonly ServedRequest[];
  /** Those that say something of latency: a version that has just got more traffic starts environments for it. */
  readonly settled: readonly ServedRequest[];
}

/** Five a route and of all routes together; and one of what k6 saw. */
export function comparisonsOf(routes: number): number {
  return 5 * (routes + 1) + 1;
}

/** On fewer a cold start or two would decide. Errors have no such reason to wait. */
const fewestForLatency = 20;

/** The p99 is held where no more than this share is slower. */
const slowShare = 0.01;

export function compare(compared: Compared, { marginMs }: JudgedBy): readonly Comparison[] {
  const { name, candidate, stable, settled } = compared;
  const failed = failedOf(candidate);
  return [
    ...withinLimit(compared),
    againstStable(`${name}: ${ofThem(failed)} failed`, failed, failedOf(stable)),
    ...(settled.length < fewestForLatency ? [] : [50, 95]).map((percent) => {
      const line = percentileOf(ascending(stable), percent) + marginMs;
      return againstStable(
        `${name}: ${ofThem(slower(settled, line))} took more than ${ms(line)}`,
        slower(settled, line),
        slower(stable, line),
      );
    }),
  ];
}

function withinLimit({ name, limit, candidate, settled }: Compared): readonly Comparison[] {
  if (limit === null) return [];
  const { errorRate, p99Ms } = limit;
  const failed = failedOf(candidate);
  const errors = overLimit(`${name}: ${ofThem(failed)} failed`, failed, errorRate);
  if (p99Ms === null || settled.length < fewestForLatency) return [errors];
  const slow = slower(settled, p99Ms);
  return [errors, overLimit(`${name}: ${ofThem(slow)} took more than ${ms(p99Ms)}`, slow, slowShare)];
}

/** The exact binomial test, one-sided, against what is allowed. */
export function overLimit(says: string, { hits, of }: Share, allowed: number): Comparison {
  return { says: `${says}, ${String(Math.round(allowed * 1e4) / 100)} % may (binomial test)`, chance: binomialTail(hits, of, allowed) };
}

function againstStable(says: string, candidate: Share, stable: Share): Comparison {
  const chance = stable.of === 0 ? 1 : fisherExact(candidate, stable);
  return { says: `${says}, of the stable versions' ${ofThem(stable)} (Fisher's exact test)`, chance };
}

function failedOf(requests: readonly ServedRequest[]): Share {
  return { hits: requests.filter((each) => each.failed).length, of: requests.length };
}

function slower(requests: readonly ServedRequest[], thanMs: number): Share {
  return { hits: requests.filter((each) => each.latencyMs > thanMs).length, of: requests.length };
}

function ascending(requests: readonly ServedRequest[]): readonly number[] {
  return requests.map((each) => each.latencyMs).toSorted((left, right) => left - right);
}

function ofThem({ hits, of }: Share): string {
  return `${String(hits)} of ${String(of)}`;
}

function ms(value: number): string {
  return `${String(Math.round(value))} ms`;
}
