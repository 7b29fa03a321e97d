import { placeOf } from '../model/deployment.ts';
import type { Stage } from '../model/topology.ts';
import type { Action } from './next-action.ts';
import { givesBack } from './next-action.ts';
import { rollBack } from './roll-back.ts';
import { stageIn } from './run-state.ts';
import { schemaRefusal, versionBefore } from './schema-refusal.ts';
import type { Running } from './take-action.ts';
import type { TrafficMoved } from './traffic-moved.ts';
import { trafficMoved } from './traffic-moved.ts';
import type { TrafficWatch } from './traffic-watch.ts';

/**
 * A step that threw has no verdict, so nobody knows whether what it left live is well: where a red one would give traffic back, this one does.
 * Answers the sentence that says so, or that it could not be done; '' where no traffic was moved.
 */
export async function giveBackAfterThrow(
  action: Action,
  message: string,
  running: Running,
  watch: Pick<TrafficWatch, 'stop'>,
): Promise<string> {
  if (action.kind !== 'run-step' || !givesBack(action.step)) return '';
  const { stage } = action;
  const { ports, strategies } = running.options;
  try {
    const moved = trafficMoved(stageIn(running.state(), stage.environment)) ?? (await halfMoved(stage, running));
    if (moved === null || moved.previous.length === 0) return '';
    const stranded = schemaRefusal(stage.environment, versionBefore(stage.environment, running.happenings()), running.happenings());
    if (stranded !== null) return ` Not rolled back: ${stranded}`;
    const at = ports.clock.now().toISOString();
    const name = action.step.kind === 'gate' ? action.step.gate : action.step.action;
    const red = { name, at, startedAt: at, reason: `it broke: ${message}` };
    await running.happen(await rollBack({ stage, red, moved }, ports, strategies(stage.strategy), watch));
    return ` What was live in ${stage.environment} before is live again.`;
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\.?$/, '.');
    return ` What was live in ${stage.environment} before could not be brought back: ${why}`;
  }
}

/** What a deploy that threw has left of the traffic, as the account says; null where all of it goes where it went before. */
async function halfMoved(stage: Stage, running: Running): Promise<TrafficMoved | null> {
  const { environment } = stage;
  const { options } = running;
  const { router, deployer, clock } = options.ports;
  const previous = running.state().baselines.get(environment) ?? [];
  const weights = await router.weights(environment);
  if (previous.every((each) => weights[placeOf(each)]?.[each.version] === 100)) return null;
  const deployed = await deployer.live(environment);
  const strategy = options.strategies(stage.strategy);
  const startedAt = clock.now().toISOString();
  const steps = strategy
    .steps({ environment, to: deployed, previous, router })
    .map(({ name, weightPercent }) => ({ name, weightPercent, startedAt, durationMs: 0, result: 'failed' as const }));
  return { rollout: { strategy: strategy.name, steps }, deployed, previous };
}
