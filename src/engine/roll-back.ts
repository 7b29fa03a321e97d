import { type DeployedFunction, isSameFunction, placeOf } from '../model/deployment.ts';
import type { StepFinished } from '../model/evidence.ts';
import type { Stage } from '../model/topology.ts';
import type { Ports } from '../ports/ports.ts';
import type { Strategy } from '../ports/strategy.ts';
import type { RolledBack } from './stage-state.ts';
import type { TrafficMoved } from './traffic-moved.ts';
import type { TrafficWatch } from './traffic-watch.ts';

/** What is rolled back from: a red step, one that threw, or a person's word. */
export interface RollbackCause extends Pick<StepFinished, 'at' | 'startedAt' | 'reason'> {
  readonly name: string;
}

/**
 * Gives live traffic back to what had it before, reads back that it went, and only then ends the users' traffic that
 * measured it. Throws where the account shows another version than the one that was to be live again.
 */
export async function rollBack(
  { stage, red, moved }: { readonly stage: Stage; readonly red: RollbackCause; readonly moved: TrafficMoved },
  { clock, deployer, router }: Pick<Ports, 'clock' | 'deployer' | 'router'>,
  strategy: Strategy,
  watch: Pick<TrafficWatch, 'stop'>,
): Promise<RolledBack> {
  const { environment, rollbackLimitMs: limitMs } = stage;
  const { rollout, deployed: to, previous } = moved;
  const applied = strategy.steps({ environment, to, previous, router }).slice(0, rollout.steps.length);
  for (const step of applied.toReversed()) await step.revert();
  const live = await deployer.live(environment);
  const fault = notRestored(previous, live);
  if (fault !== null) throw new Error(`${fault}: give ${environment}'s traffic back by hand, then resume the run.`);
  const revertedMs = between(red.at, clock.now().toISOString());
  const detectedMs = between(rollout.steps[0]?.startedAt ?? red.startedAt, red.at);
  const seen = await watch.stop();
  // Unmeasured errors are taken to have lasted all the time, never to have been none.
  const userErrorWindowMs = seen === null || seen.cutShort !== null ? detectedMs + revertedMs : seen.userErrorWindowMs;
  return {
    kind: 'rolled-back',
    at: clock.now().toISOString(),
    environment,
    rollback: { trigger: `${red.name}: ${red.reason}`, detectedMs, revertedMs, userErrorWindowMs, limitMs, rehearsed: false },
    deployed: live,
    load: seen?.routes ?? [],
  };
}

function notRestored(previous: readonly DeployedFunction[], live: readonly DeployedFunction[]): string | null {
  for (const wanted of previous) {
    const back = live.some((each) => isSameFunction(each, wanted) && each.version === wanted.version && each.digest === wanted.digest);
    if (back) continue;
    const now = live.find((each) => isSameFunction(each, wanted))?.version;
    const shows = now === undefined ? 'nothing' : `version ${now}`;
    return `${placeOf(wanted)} shows ${shows} as live after the rollback, not version ${wanted.version} as it was before`;
  }
  return null;
}

function between(fromIso: string, toIso: string): number {
  return Math.max(0, Date.parse(toIso) - Date.parse(fromIso));
}
