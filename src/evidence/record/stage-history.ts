import type { Happening, RolloutStepped, StepFinished } from '../../model/evidence.ts';
import type { StageOutcome } from '../../model/record.ts';

export type RolledBack = Extract<Happening, { readonly kind: 'rolled-back' }>;
export type Refused = Extract<Happening, { readonly kind: 'refused' }>;
export type StageStarted = Extract<Happening, { readonly kind: 'stage-started' }>;

/** What counts of all that happened to a stage: a step that was run again counts as it went the last time. */
export interface StageHistory {
  readonly started: StageStarted | null;
  /** In the order of the stage's steps. */
  readonly steps: readonly StepFinished[];
  /** A rollout that was begun and has no end. */
  readonly rollout: readonly RolloutStepped[];
  readonly rolledBack: RolledBack | null;
  readonly refused: Refused | null;
  readonly outcome: StageOutcome | null;
}

const untouched: StageHistory = { started: null, steps: [], rollout: [], rolledBack: null, refused: null, outcome: null };

/** The history of one stage, by the same rules by which the engine takes up a run again. */
export function stageHistory(happenings: readonly Happening[], environment: string): StageHistory {
  let history = untouched;
  let hadEnded = false;
  for (const happening of happenings) {
    if (happening.kind === 'run-finished') hadEnded = true;
    else if (happening.kind === 'resumed') {
      history = happening.again?.includes(environment) === true ? untouched : reopened(history, hadEnded);
      hadEnded = false;
    } else if ('environment' in happening && happening.environment === environment) history = after(history, happening);
  }
  return history;
}

function after(history: StageHistory, happening: Happening): StageHistory {
  switch (happening.kind) {
    case 'stage-started':
      return { ...history, started: happening };
    case 'step-finished':
      return {
        ...history,
        steps: [...history.steps.filter((step) => step.step !== happening.step), happening].toSorted(byPlace),
        rollout: happening.facts.rollout === undefined ? history.rollout : [],
      };
    case 'rollout-step':
      return { ...history, rollout: [...history.rollout, happening] };
    case 'rolled-back':
      return { ...history, rolledBack: happening, rollout: [] };
    case 'refused':
      return { ...history, refused: happening };
    case 'stage-finished':
      return { ...history, outcome: happening.outcome };
    case 'run-started':
    case 'resumed':
    case 'baseline':
    case 'approval-given':
    case 'waiver-given':
    case 'flag-switched':
    case 'rollout-order':
    case 'fault-planted':
    case 'fault-removed':
    case 'run-finished':
      return history;
  }
}

function byPlace(a: StepFinished, b: StepFinished): number {
  return a.step - b.step;
}

/** What held a stage up is judged again and no longer counts; one that was rolled back is gone through again from where its traffic moved. */
function reopened(history: StageHistory, hadEnded: boolean): StageHistory {
  const { outcome, rolledBack, steps } = history;
  if (outcome === 'passed') return history;
  // Rolled back when a step threw: the stage has no outcome, and what was live before is live again.
  const threw = outcome === null && rolledBack !== null && hadEnded && steps.every(isGreen);
  if (!threw && (outcome === null || (outcome !== 'waiting' && !hadEnded)))
    return { ...history, steps: steps.filter((step) => step.verdict !== 'waiting') };
  const kept = rolledBack === null ? steps.filter(isGreen) : beforeTraffic(steps);
  return { ...history, steps: kept, refused: null, rolledBack: null, outcome: null };
}

function isGreen({ verdict }: StepFinished): boolean {
  return verdict === 'passed' || verdict === 'waived';
}

function beforeTraffic(steps: readonly StepFinished[]): readonly StepFinished[] {
  const moved = steps.find((step) => step.facts.rollout !== undefined)?.step ?? Infinity;
  return steps.filter((step) => step.step < moved);
}
