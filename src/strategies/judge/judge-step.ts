import type { StepJudgement, VersionFigures } from '../../model/rollout-record.ts';
import type { ServedRequest } from '../../ports/measurements.ts';
import type { StepSeen } from '../../ports/rollout-judge.ts';
import { alarmLevel } from './alarm-level.ts';
import { compare, type Compared, type Comparison, comparisonsOf, overLimit } from './comparisons.ts';
import { ownNoise } from './own-noise.ts';
import { percentileOf } from './percentile-of.ts';
import { routeOf } from './route-of.ts';

/** What starts with more traffic is slow at first, whichever version it is of. */
const settlesMs = 2_000;

/** A step so far: a breach as soon as one comparison shows it, well when the requests suffice and none does, and inconclusive until then. */
export function judgeStep(seen: StepSeen): StepJudgement {
  const { candidate, stable, routes, steps, looks, neededRequests, seed } = seen;
  const level = alarmLevel(steps, comparisonsOf(routes.length), looks);
  const worst = comparisons(seen).toSorted((left, right) => left.chance - right.chance)[0];
  const isBreach = worst !== undefined && worst.chance <= level;
  // Until there is a verdict nobody reads it, and it takes a hundred partings.
  const noiseMs =
    isBreach || candidate.length >= neededRequests
      ? ownNoise(
          stable.map((each) => each.latencyMs),
          candidate.length,
          seed,
        )
      : null;
  const numbers = { neededRequests, candidate: figuresOf(candidate), stable: stable.length === 0 ? null : figuresOf(stable), noiseMs };
  if (isBreach) {
    return { verdict: 'failed', reason: `${worst.says}, p = ${shown(worst.chance)}, a breach from ${shown(level)}`, ...numbers };
  }
  if (candidate.length < neededRequests) {
    const reason = `the new versions served ${String(candidate.length)} requests, ${String(neededRequests)} are needed for a verdict`;
    return { verdict: 'inconclusive', reason, ...numbers };
  }
  return { verdict: 'passed', reason: inWords(numbers), ...numbers };
}

function comparisons({ candidate, stable, users, routes, judgedBy, startedAtMs }: StepSeen): readonly Comparison[] {
  const settled = (requests: readonly ServedRequest[]): readonly ServedRequest[] =>
    requests.filter((each) => each.atMs >= startedAtMs + settlesMs);
  const widest =
    routes.length === 0 ? null : { route: 'all routes', errorRate: Math.max(...routes.map((each) => each.errorRate)), p99Ms: null };
  const compared: readonly Compared[] = [
    { name: 'all routes', limit: widest, candidate, stable, settled: settled(candidate) },
    ...routes.map((limit) => {
      const own = candidate.filter((each) => routeOf(each.request, routes) === limit);
      return {
        name: limit.route,
        limit,
        candidate: own,
        stable: stable.filter((each) => routeOf(each.request, routes) === limit),
        settled: settled(own),
      };
    }),
  ];
  const failed = { hits: users.filter((each) => each.failed).length, of: users.length };
  const ofUsers =
    widest === null ? [] : [overLimit(`users: ${String(failed.hits)} of ${String(failed.of)} requests failed`, failed, widest.errorRate)];
  return [...compared.flatMap((each) => compare(each, judgedBy)), ...ofUsers];
}

function figuresOf(requests: readonly ServedRequest[]): VersionFigures {
  const errors = requests.filter((each) => each.failed).length;
  const sorted = requests.map((each) => each.latencyMs).toSorted((left, right) => left - right);
  return {
    requests: requests.length,
    errors,
    errorRate: requests.length === 0 ? 0 : errors / requests.length,
    p50Ms: percentileOf(sorted, 50),
    p99Ms: percentileOf(sorted, 99),
  };
}

function inWords({ candidate, stable, noiseMs }: Pick<StepJudgement, 'candidate' | 'stable' | 'noiseMs'>): string {
  const side = ({ requests, errors, p99Ms }: VersionFigures): string =>
    `${String(errors)} of ${String(requests)} failed, p99 ${String(Math.round(p99Ms))} ms`;
  const beside = stable === null ? '' : `; the stable versions': ${side(stable)}`;
  const noise = noiseMs === null ? '' : ` (this machine alone moves it by ${String(Math.round(noiseMs))} ms)`;
  return `of the new versions' requests ${side(candidate)}${beside}${noise}`;
}

function shown(chance: number): string {
  return chance === 0 ? '0' : chance.toExponential(1);
}
