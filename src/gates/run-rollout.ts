import type { RolloutRecord, RolloutStepRecord } from '../model/rollout-record.ts';
import type { Clock } from '../ports/clock.ts';
import type { RolloutStep } from '../ports/strategy.ts';

export interface RolloutEnd {
  readonly rollout: RolloutRecord;
  /** What was seen where it stopped; null where every step was healthy. */
  readonly unhealthy: string | null;
}

/** Goes through a strategy's steps as long as they are healthy. What is to be given back, and when, is the engine's to say. */
export async function runRollout(strategy: string, steps: readonly RolloutStep[], clock: Clock): Promise<RolloutEnd> {
  const records: RolloutStepRecord[] = [];
  for (const step of steps) {
    const startedAt = clock.now().toISOString();
    const startedMs = clock.elapsedMs();
    await step.act();
    const seen = await step.observe();
    records.push({
      name: step.name,
      weightPercent: step.weightPercent,
      startedAt,
      durationMs: clock.elapsedMs() - startedMs,
      result: seen.healthy ? 'applied' : 'failed',
    });
    if (!seen.healthy) return { rollout: { strategy, steps: records }, unhealthy: `${step.name}: ${seen.reason}` };
  }
  return { rollout: { strategy, steps: records }, unhealthy: null };
}
