import type { StepFinished } from '../model/evidence.ts';
import type { Step } from '../model/topology.ts';
import type { Action } from './next-action.ts';

/** Where an action belongs: `production/deploy`, `production`, or `the end`. */
export function placeOf(action: Action | null): string {
  if (action === null) return 'the end';
  switch (action.kind) {
    case 'run-step':
      return stepPlace(action.stage.environment, action.step);
    case 'roll-back':
      return `${action.stage.environment}/roll-back`;
    case 'start-stage':
    case 'finish-stage':
      return action.stage.environment;
    case 'finish-run':
      return action.stage?.environment ?? 'the end';
  }
}

export function stepPlace(environment: string, step: Step): string {
  return `${environment}/${stepName(step)}`;
}

export function stepName(step: Step): StepFinished['name'] {
  return step.kind === 'gate' ? step.gate : step.action;
}
