import type { Happening, RolloutOrdered, RolloutStepped, StepFinished } from '../model/evidence.ts';
import type { StageOutcome } from '../model/record.ts';

export type StageStarted = Extract<Happening, { readonly kind: 'stage-started' }>;
export type RolledBack = Extract<Happening, { readonly kind: 'rolled-back' }>;

/** Where a stage of a run stands. */
export interface StageState {
  readonly started: StageStarted | null;
  readonly refused: string | null;
  /** Those whose verdict counts still, by their place in the stage. */
  readonly steps: ReadonlyMap<number, StepFinished>;
  /** A rollout that was begun and has no end yet. */
  readonly rollout: readonly (RolloutStepped | RolloutOrdered)[];
  readonly rolledBack: RolledBack | null;
  readonly outcome: StageOutcome | null;
}

export const untouched: StageState = { started: null, refused: null, steps: new Map(), rollout: [], rolledBack: null, outcome: null };

export function isRed(step: StepFinished): boolean {
  return step.verdict !== 'passed' && step.verdict !== 'waived';
}

/** The step that holds a stage up; null where none does. */
export function redStep(stage: StageState): StepFinished | null {
  return [...stage.steps.values()].find(isRed) ?? null;
}
