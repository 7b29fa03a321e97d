import type { RolloutStepped } from '../../model/evidence.ts';
import type { RolloutRecord, RolloutStepRecord } from '../../model/rollout-record.ts';

/** A rollout that has no end, as far as the ledger saw it: between which two weights the aliases are. Null where none was begun. */
export function cutOffRollout(begun: readonly RolloutStepped[]): RolloutRecord | null {
  const first = begun[0];
  if (first === undefined) return null;
  const { strategy, router } = first;
  const places = [...new Set(begun.map((each) => each.step))].toSorted((left, right) => left - right);
  return { strategy, router, steps: places.flatMap((place) => stepAt(begun.filter((each) => each.step === place))) };
}

function stepAt(phases: readonly RolloutStepped[]): readonly RolloutStepRecord[] {
  const record = phases.findLast((each) => each.record !== undefined)?.record;
  const last = phases.at(-1);
  if (record !== undefined) return [record];
  if (last === undefined) return [];
  const { name, weightPercent, phase, at } = last;
  const startedAt = phases.findLast((each) => each.phase === 'shifting')?.at ?? at;
  return phase === 'shifting'
    ? [{ name, weightPercent, startedAt, durationMs: 0, result: 'failed', fault: 'The run was cut off while it moved the traffic.' }]
    : [{ name, weightPercent, startedAt, durationMs: 0, result: 'applied', fault: 'The run was cut off before it had judged this step.' }];
}
