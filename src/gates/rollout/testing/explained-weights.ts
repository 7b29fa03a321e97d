import type { Happening, RolloutStepped } from '../../../model/evidence.ts';

/** The shares of the traffic, in percent, that the new versions may have by what the ledger says, wherever a kill has cut the run off. */
export function explainedWeights(happenings: readonly Happening[], environment: string): readonly number[] {
  const steps = happenings.filter((each): each is RolloutStepped => each.kind === 'rollout-step' && each.environment === environment);
  const last = steps.at(-1);
  if (last === undefined || happenings.some((each) => each.kind === 'rolled-back' && each.environment === environment)) return [0];
  if (last.phase === 'shifting') return [steps.findLast((each) => each.step < last.step)?.weightPercent ?? 0, last.weightPercent];
  // After a breach traffic goes back.
  return last.record?.result === 'failed' ? [last.weightPercent, 0] : [last.weightPercent];
}
