import type { StepFinished } from '../model/evidence.ts';
import type { StageState } from './stage-state.ts';
import { isRed, redStep, untouched } from './stage-state.ts';

/**
 * The stages as a resumed run sees them. A step that waited is asked again. Where the run had ended, whatever held a
 * stage up is judged again as well, and those named in `again` are gone through from their beginning; a stage that was rolled back is gone through again from the step that moved its traffic.
 */
export function reopened(
  stages: ReadonlyMap<string, StageState>,
  hadEnded: boolean,
  again: readonly string[],
): ReadonlyMap<string, StageState> {
  return new Map(
    [...stages].map(([environment, stage]) => [environment, again.includes(environment) ? untouched : reopenedStage(stage, hadEnded)]),
  );
}

function reopenedStage(stage: StageState, hadEnded: boolean): StageState {
  const { outcome } = stage;
  if (outcome === 'passed') return stage;
  const { rolledBack } = stage;
  // Rolled back when a step threw: the stage has no outcome, and what was live before is live again.
  const threw = outcome === null && rolledBack !== null && hadEnded && redStep(stage) === null;
  if (!threw && (outcome === null || (outcome !== 'waiting' && !hadEnded))) return { ...stage, steps: without(stage, waits) };
  const steps = rolledBack === null ? without(stage, isRed) : beforeTraffic(stage);
  return { ...stage, steps, refused: null, rolledBack: null, outcome: null };
}

function waits(step: StepFinished): boolean {
  return step.verdict === 'waiting';
}

function without(stage: StageState, drops: (step: StepFinished) => boolean): ReadonlyMap<number, StepFinished> {
  return new Map([...stage.steps].filter(([, step]) => !drops(step)));
}

function beforeTraffic(stage: StageState): ReadonlyMap<number, StepFinished> {
  const moves = [...stage.steps.values()].find((step) => step.facts.rollout !== undefined);
  const first = moves?.step ?? Infinity;
  return new Map([...stage.steps].filter(([index]) => index < first));
}
