import { ConfigError } from '../config/config-error.ts';
import { planRollout } from '../gates/rollout/plan-rollout.ts';
import type { Project } from '../model/project.ts';
import type { Topology } from '../model/topology.ts';
import { strategies } from '../strategies/index.ts';
import { judge } from '../strategies/judge/index.ts';

/** Throws ConfigError where some stage's rollout could not be judged by the traffic that the project asks for: before anything is brought up. */
export function refuseUnjudgeable(topology: Topology, file: string, project: Project): void {
  const problems = topology.stages.flatMap(({ environment, strategy }) => {
    const plan = planRollout(strategy, strategies(strategy), project, judge);
    if (plan.kind !== 'refused') return [];
    const message = `the rollout can't be judged: ${plan.reason}`;
    const hint = 'Make the step longer or wider, let more traffic flow (performance.rate), or ask less of the step (sees).';
    return [{ file, line: 0, column: 0, path: `stages.${environment}.strategy`, message, hint }];
  });
  if (problems.length > 0) throw new ConfigError(problems);
}
