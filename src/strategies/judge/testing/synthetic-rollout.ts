import type { RouteLimit } from '../../../ports/rollout-judge.ts';
import type { ServedRequest } from '../../../ports/measurements.ts';
import type { JudgedBy } from '../../../model/rollout-strategy.ts';
import { judge } from '../index.ts';
import { seeded } from '../seeded.ts';

/** What a candidate has that the stable versions have not. */
export interface Effect {
  /** Beyond the stable versions' own, a share of 1. */
  readonly errorRate: number;
  readonly slowerMs: number;
}

export const noEffect: Effect = { errorRate: 0, slowerMs: 0 };

/** Errors that both sides have: half of what is allowed, so that a false alarm is possible at all. */
const ownErrorRate = 0.005;

export const routes: readonly RouteLimit[] = [
  { route: 'POST /payments', errorRate: 0.01, p99Ms: 900 },
  { route: 'GET /payments/{id}', errorRate: 0.01, p99Ms: 900 },
];
export const judgedBy: JudgedBy = { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 };
export const shifts = [
  { weightPercent: 10, bakeMs: 300_000 },
  { weightPercent: 50, bakeMs: 300_000 },
  { weightPercent: 100, bakeMs: 0 },
];
export const ratePerSecond = 44;

export interface Caught {
  /** The weight of the step that was called a breach; null where none was. */
  readonly atPercent: number | null;
  readonly afterRequests: number;
}

/** A whole rollout as the judge sees it, request by request, with every look at its time; each step ends as soon as it may. */
export function synthetic(seed: number, effect: Effect): Caught {
  const random = seeded(seed);
  const { neededRequests } = judge.plan({ shifts, judgedBy, routes, ratePerSecond });
  let after = 0;
  for (const [index, { weightPercent, bakeMs }] of shifts.entries()) {
    if (bakeMs === 0) continue;
    const needed = neededRequests[index] ?? 0;
    const candidate: ServedRequest[] = [];
    const stable: ServedRequest[] = [];
    for (let [looks, atMs] = [0, 10_000]; candidate.length < needed; atMs += 1000 / ratePerSecond) {
      const isCandidate = random() * 100 < weightPercent;
      (isCandidate ? candidate : stable).push(request(random, atMs, isCandidate ? effect : noEffect));
      if (!isCandidate || (candidate.length < judge.nextLookAt(looks) && candidate.length < needed)) continue;
      const users = [...candidate, ...stable].map(({ failed, latencyMs }) => ({ atMs, route: '', failed, latencyMs }));
      const seen = { startedAtMs: 0, candidate, stable, users, routes, judgedBy, steps: 2, neededRequests: needed, looks, seed };
      if (judge.judge(seen).verdict === 'failed') return { atPercent: weightPercent, afterRequests: after + candidate.length };
      looks += 1;
    }
    after += candidate.length;
  }
  return { atPercent: null, afterRequests: after };
}

/** Latency is log-normal about 12 ms, one request in fifty waits for half a second: as this project's functions have it on a busy machine. */
function request(random: () => number, atMs: number, { errorRate, slowerMs }: Effect): ServedRequest {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const waits = random() < 0.02 ? 500 * random() : 0;
  const asked = random() < 0.5 ? 'POST /payments' : 'GET /payments/7';
  const failed = random() < ownErrorRate + errorRate;
  return {
    atMs,
    function: 'F',
    version: null,
    request: asked,
    failed,
    status: failed ? 500 : 200,
    latencyMs: 12 * Math.exp(0.6 * normal) + waits + slowerMs,
  };
}
