import type { Project } from '../../model/project.ts';
import type { JudgedBy } from '../../model/rollout-strategy.ts';
import type { RouteLimit } from '../../ports/rollout-judge.ts';

/** What each route is held to while traffic moves: its NFR, or what the strategy says of all. */
export function routeLimits({ performance }: Pick<Project, 'performance'>, { errorRate, p99Ms }: JudgedBy): readonly RouteLimit[] {
  return (performance?.routes ?? []).map((nfr) => ({
    route: nfr.route,
    errorRate: errorRate ?? nfr.errorRate,
    p99Ms: p99Ms ?? nfr.p99Ms ?? null,
  }));
}
