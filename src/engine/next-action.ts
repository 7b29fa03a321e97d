import type { Happening, StepFinished } from '../model/evidence.ts';
import type { Outcome, StageOutcome } from '../model/record.ts';
import type { Stage, Step, Topology } from '../model/topology.ts';
import { releasedReason, stoppedReason } from './end-reason.ts';
import { schemaRefusal, versionBefore } from './schema-refusal.ts';
import type { Limits } from './path.ts';
import { stagesOf } from './path.ts';
import { stageIn, stateOf } from './run-state.ts';
import type { StageState } from './stage-state.ts';
import { redStep } from './stage-state.ts';
import type { TrafficMoved } from './traffic-moved.ts';
import { trafficMoved } from './traffic-moved.ts';

export type Action =
  | { readonly kind: 'start-stage'; readonly stage: Stage }
  | { readonly kind: 'run-step'; readonly stage: Stage; readonly step: Step; readonly index: number }
  | { readonly kind: 'roll-back'; readonly stage: Stage; readonly red: StepFinished; readonly moved: TrafficMoved }
  | { readonly kind: 'finish-stage'; readonly stage: Stage; readonly outcome: StageOutcome }
  | { readonly kind: 'finish-run'; readonly stage: Stage | null; readonly outcome: Outcome; readonly reason: string };

/**
 * What happens next, from what has happened and nothing else: a run that was killed goes on from its ledger.
 * A step without its `step-finished` is run from its beginning. Null where the run has ended.
 */
export function nextAction(topology: Topology, happenings: readonly Happening[], limits: Limits): Action | null {
  const state = stateOf(happenings);
  if (state.finished !== null) return null;
  const stages = stagesOf(topology, limits);
  for (const stage of stages) {
    const action = inStage(stage, stageIn(state, stage.environment), happenings);
    if (action !== null) return action;
  }
  return { kind: 'finish-run', stage: null, outcome: 'released', reason: releasedReason(topology, stages, state) };
}

/** Null where the stage has passed. */
function inStage(stage: Stage, done: StageState, happenings: readonly Happening[]): Action | null {
  if (done.outcome === 'passed') return null;
  if (done.outcome !== null) {
    return {
      kind: 'finish-run',
      stage,
      outcome: runOutcome(done.outcome),
      reason: stoppedReason(stage, done, strandedIn(stage, happenings)),
    };
  }
  if (done.refused !== null) return { kind: 'finish-stage', stage, outcome: 'blocked' };
  if (done.started === null) return { kind: 'start-stage', stage };
  const red = redStep(done);
  return red === null ? onward(stage, done) : stopped(stage, done, red, strandedIn(stage, happenings));
}

function onward(stage: Stage, done: StageState): Action {
  for (const [index, step] of stage.steps.entries()) {
    if (!done.steps.has(index)) return { kind: 'run-step', stage, step, index };
  }
  return { kind: 'finish-stage', stage, outcome: 'passed' };
}

/** Why what was live before can't come back to a stage; null where it can. */
function strandedIn({ environment }: Stage, happenings: readonly Happening[]): string | null {
  return schemaRefusal(environment, versionBefore(environment, happenings), happenings);
}

/** Traffic goes back only where it was moved, and only to something that was live before and can live with the schema that is there now. */
function stopped(stage: Stage, done: StageState, red: StepFinished, stranded: string | null): Action {
  if (red.verdict === 'waiting') return { kind: 'finish-stage', stage, outcome: 'waiting' };
  if (done.rolledBack !== null) return { kind: 'finish-stage', stage, outcome: 'rolled-back' };
  const step = stage.steps[red.step];
  const moved = trafficMoved(done);
  const goesBack = step !== undefined && givesBack(step) && moved !== null && moved.previous.length > 0 && stranded === null;
  return goesBack ? { kind: 'roll-back', stage, red, moved } : { kind: 'finish-stage', stage, outcome: 'blocked' };
}

/** A deploy that is red after it moved traffic has left it half way: that is nothing to stop at, whatever the topology asks. */
export function givesBack(step: Step): boolean {
  return step.kind === 'gate' && (step.onFailure === 'roll-back' || step.gate === 'deploy');
}

function runOutcome(outcome: Exclude<StageOutcome, 'passed'>): Outcome {
  return outcome === 'not-reached' ? 'blocked' : outcome;
}
