import type { DeployedFunction } from '../model/deployment.ts';
import type { RolloutRecord } from '../model/rollout-record.ts';
import type { StageState } from './stage-state.ts';

export interface TrafficMoved {
  readonly rollout: RolloutRecord;
  readonly deployed: readonly DeployedFunction[];
  /** What was live before; empty where nothing was, and then there is no way back. */
  readonly previous: readonly DeployedFunction[];
}

/** How this stage has moved live traffic; null where it has not. */
export function trafficMoved(stage: StageState): TrafficMoved | null {
  const facts = [...stage.steps.values()].findLast((step) => step.facts.rollout !== undefined)?.facts;
  if (facts?.rollout === undefined) return null;
  return { rollout: facts.rollout, deployed: facts.deployed ?? [], previous: facts.previous ?? [] };
}
