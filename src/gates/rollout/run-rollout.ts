import type { RolloutStepped } from '../../model/evidence.ts';
import type { RolloutStepRecord } from '../../model/rollout-record.ts';
import type { RouterKind } from '../../model/rollout-strategy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RolloutJournal } from '../../ports/gate.ts';
import type { RolloutStep, Strategy } from '../../ports/strategy.ts';
import { bake, type Baked, type Baking } from './bake.ts';
import { stepsOver } from './rollout-journal.ts';

export interface Rollout {
  readonly environment: string;
  readonly strategy: Strategy;
  readonly router: RouterKind;
  readonly steps: readonly RolloutStep[];
  readonly journal: RolloutJournal;
  /** Null where nobody judges the steps. */
  readonly judged: { readonly neededRequests: readonly number[]; readonly baking: Baking } | null;
}

export interface RolloutEnd {
  readonly steps: readonly RolloutStepRecord[];
  /** Why it stopped, and whether something was wrong or only too little was seen; null where every step went well. */
  readonly stopped: { readonly verdict: 'failed' | 'inconclusive'; readonly reason: string } | null;
}

/**
 * Goes through a strategy's steps as long as they are well; one that a kill cut off is done again from its beginning. What is to be given
 * back, and when, is the engine's to say.
 */
export async function runRollout(rollout: Rollout, clock: Clock): Promise<RolloutEnd> {
  const over = stepsOver(rollout.journal.begun);
  const records: RolloutStepRecord[] = [...over.values()];
  const known = records.at(-1);
  const first = Math.max(-1, ...over.keys()) + 1;
  if (known !== undefined && known.result !== 'applied') return { steps: records, stopped: stoppedBy(known) };
  let promotedBy: string | null = null;
  for (const [index, step] of rollout.steps.entries()) {
    if (index < first) continue;
    // Who promotes wants all of the traffic moved: the steps between are left out.
    if (promotedBy !== null && index < rollout.steps.length - 1) continue;
    const { record, baked } = await oneStep(rollout, step, index, clock, promotedBy !== null);
    records.push(record);
    if (record.result !== 'applied') return { steps: records, stopped: stoppedBy(record) };
    if (baked?.by?.order === 'promote') promotedBy = baked.by.who;
  }
  return { steps: records, stopped: null };
}

async function oneStep(
  rollout: Rollout,
  step: RolloutStep,
  index: number,
  clock: Clock,
  promoted: boolean,
): Promise<{ readonly record: RolloutStepRecord; readonly baked: Baked | null }> {
  const { environment, strategy, router, journal, judged } = rollout;
  const { name, weightPercent, bakeMs } = step;
  const write = (phase: RolloutStepped['phase'], record?: RolloutStepRecord): Promise<void> =>
    judged === null
      ? Promise.resolve()
      : journal.write({
          kind: 'rollout-step',
          at: clock.now().toISOString(),
          environment,
          strategy: strategy.name,
          router,
          step: index,
          name,
          weightPercent,
          phase,
          ...(record === undefined ? {} : { record }),
        });
  const startedAt = clock.now().toISOString();
  const startedMs = clock.elapsedMs();
  await judged?.baking.watch.begin();
  await write('shifting');
  await step.act();
  const seen = await step.observe();
  await write('shifted');
  const needed = judged?.neededRequests[index] ?? 0;
  const baked = judged === null || !seen.healthy || bakeMs === 0 || promoted ? null : await bake(step, needed, judged.baking);
  const fault = seen.healthy ? faultOf(baked) : seen.reason;
  const record: RolloutStepRecord = {
    name,
    weightPercent,
    startedAt,
    durationMs: clock.elapsedMs() - startedMs,
    result: fault === null ? 'applied' : 'failed',
    ...(judged === null ? {} : { bakeMs }),
    ...(baked === null ? {} : { judgement: baked.judgement }),
    ...(fault === null ? {} : { fault }),
  };
  await write('over', record);
  return { record, baked };
}

/** Why traffic is to go back; null where the step was well, or a person vouched for it. */
function faultOf(baked: Baked | null): string | null {
  if (baked === null) return null;
  const { judgement, by } = baked;
  if (judgement.verdict === 'failed') return `${judgement.reason}.`;
  if (by?.order === 'abort') return `${by.who} aborted the rollout.`;
  return judgement.verdict === 'passed' || by?.order === 'promote' ? null : `${judgement.reason}.`;
}

function stoppedBy({ name, fault = 'It was not well.', judgement }: RolloutStepRecord): NonNullable<RolloutEnd['stopped']> {
  const undecided = judgement?.verdict === 'inconclusive' && !fault.endsWith('aborted the rollout.');
  return { verdict: undecided ? 'inconclusive' : 'failed', reason: `${name}: ${fault}` };
}
