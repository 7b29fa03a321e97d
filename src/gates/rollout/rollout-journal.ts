import type { RolloutOrdered, RolloutStepped } from '../../model/evidence.ts';
import type { RolloutStepRecord } from '../../model/rollout-record.ts';

/** What the ledger has of a rollout's steps that are over, by their place. */
export function stepsOver(begun: readonly (RolloutStepped | RolloutOrdered)[]): ReadonlyMap<number, RolloutStepRecord> {
  const records = begun.flatMap((each): readonly (readonly [number, RolloutStepRecord])[] =>
    each.kind === 'rollout-step' && each.record !== undefined ? [[each.step, each.record]] : [],
  );
  return new Map(records.toSorted(([left], [right]) => left - right));
}
