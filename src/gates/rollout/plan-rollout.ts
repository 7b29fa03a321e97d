import type { Project } from '../../model/project.ts';
import type { StageStrategy } from '../../model/rollout-strategy.ts';
import type { RolloutJudge } from '../../ports/rollout-judge.ts';
import type { Strategy } from '../../ports/strategy.ts';
import { routeLimits } from './route-limits.ts';

export type RolloutPlan =
  /** In one step, which nobody judges. */
  | { readonly kind: 'at-once' }
  | { readonly kind: 'judged'; readonly neededRequests: readonly number[] }
  /** A sentence without its full stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Whether a stage's rollout can be judged by the traffic that the project asks for. Needs no world, so it is known before anything changes. */
export function planRollout(stage: StageStrategy, strategy: Strategy, project: Project, judge: RolloutJudge): RolloutPlan {
  if (stage.kind === 'all-at-once') return { kind: 'at-once' };
  const { performance } = project;
  if (performance === null) {
    return { kind: 'refused', reason: `${stage.kind} is judged by k6 traffic: name a script under performance in rehearsal.yaml` };
  }
  const routes = routeLimits(project, stage.judgedBy);
  // The rate is of each route.
  const ratePerSecond = performance.ratePerSecond * routes.length;
  const { neededRequests, fault } = judge.plan({ shifts: strategy.shifts, judgedBy: stage.judgedBy, routes, ratePerSecond });
  return fault === null ? { kind: 'judged', neededRequests } : { kind: 'refused', reason: fault };
}
