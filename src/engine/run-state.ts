import type { DeployedFunction } from '../model/deployment.ts';
import type { Happening, RunStarted, StepFinished } from '../model/evidence.ts';
import type { Release } from '../model/release.ts';
import type { Waiver } from '../model/waiver.ts';
import { reopened } from './reopened.ts';
import type { StageState } from './stage-state.ts';
import { untouched } from './stage-state.ts';

/** Where a run stands. */
export interface RunState {
  readonly started: RunStarted | null;
  readonly finished: Extract<Happening, { readonly kind: 'run-finished' }> | null;
  /** Where the run was last taken up again: `production/deploy`. */
  readonly resumedAt: string | null;
  /** What was live in each environment before this run changed it. */
  readonly baselines: ReadonlyMap<string, readonly DeployedFunction[]>;
  readonly stages: ReadonlyMap<string, StageState>;
  /** All that were ever given, also those that count for nothing. */
  readonly waivers: readonly Waiver[];
}

const nothingYet: RunState = { started: null, finished: null, resumedAt: null, baselines: new Map(), stages: new Map(), waivers: [] };

export function stateOf(happenings: readonly Happening[]): RunState {
  return happenings.reduce(after, nothingYet);
}

function after(state: RunState, happening: Happening): RunState {
  switch (happening.kind) {
    case 'run-started':
      return { ...state, started: happening };
    case 'resumed':
      return {
        ...state,
        finished: null,
        resumedAt: happening.from,
        stages: reopened(state.stages, state.finished !== null, happening.again ?? []),
      };
    case 'baseline':
      return { ...state, baselines: new Map(state.baselines).set(happening.environment, happening.deployed) };
    case 'stage-started':
      return withStage(state, happening.environment, { started: happening });
    case 'step-finished':
      return withStage(state, happening.environment, {
        steps: new Map(stageIn(state, happening.environment).steps).set(happening.step, happening),
        ...(happening.facts.rollout === undefined ? {} : { rollout: [] }),
      });
    case 'rollout-step':
    case 'rollout-order':
      return withStage(state, happening.environment, {
        rollout: [...stageIn(state, happening.environment).rollout, happening],
      });
    case 'rolled-back':
      return withStage(state, happening.environment, { rolledBack: happening, rollout: [] });
    case 'stage-finished':
      return withStage(state, happening.environment, { outcome: happening.outcome });
    case 'refused':
      return withStage(state, happening.environment, { refused: happening.reason });
    case 'waiver-given':
      return { ...state, waivers: [...state.waivers, happening.waiver] };
    // The gate asks the ledger for consents, the account for flags.
    case 'approval-given':
    case 'flag-switched':
    case 'fault-planted':
    case 'fault-removed':
      return state;
    case 'run-finished':
      return { ...state, finished: happening };
  }
}

function withStage(state: RunState, environment: string, change: Partial<StageState>): RunState {
  return { ...state, stages: new Map(state.stages).set(environment, { ...stageIn(state, environment), ...change }) };
}

export function stageIn(state: RunState, environment: string): StageState {
  return state.stages.get(environment) ?? untouched;
}

/** Every step that counts, in the order of the stages. */
export function stepsDone(state: RunState): readonly StepFinished[] {
  return [...state.stages.values()].flatMap((stage) => [...stage.steps.values()]);
}

/** What was built, as the last step that had to do with it says. */
export function releaseIn(state: RunState): Release | null {
  return releaseOf(stepsDone(state));
}

export function releaseOf(steps: readonly StepFinished[]): Release | null {
  return steps.findLast((step) => step.facts.release !== undefined)?.facts.release ?? null;
}
