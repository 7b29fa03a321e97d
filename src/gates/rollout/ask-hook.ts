import type { GateResult, GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import type { TrafficHookEvent } from '../../ports/traffic-hooks.ts';
import { failed, inconclusive, passed, result } from '../result.ts';

const hookOf: Readonly<Record<TrafficHookEvent, 'beforeTraffic' | 'afterTraffic'>> = {
  BeforeAllowTraffic: 'beforeTraffic',
  AfterAllowTraffic: 'afterTraffic',
};

/** What the stage's hook says at that moment; null where it has none. */
export async function askHook(
  { stage }: Pick<GateSubject, 'stage'>,
  { hooks }: Pick<Ports, 'hooks'>,
  event: TrafficHookEvent,
): Promise<GateResult | null> {
  const hook = stage.hooks[hookOf[event]];
  if (hook === null) return null;
  const outcome = await hooks.ask(stage.environment, event, hook);
  if (outcome.kind === 'missing') return result(inconclusive(`The ${event} hook ${hook} could not be asked: ${outcome.reason}.`));
  const said = `The ${event} hook ${hook} ${outcome.reason}.`;
  return result(outcome.succeeded ? passed(said) : failed(said), outcome.evidence);
}
