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
  if (outcome.kind === 'missing') return notAsked(event, hook, outcome.reason);
  const said = `The ${event} hook ${hook} ${outcome.reason}.`;
  return result(outcome.succeeded ? passed(said) : failed(said), outcome.evidence);
}

/** That the stage's hook at that moment could not be asked; null where it could, or there is none. */
export async function unaskable(
  { stage }: Pick<GateSubject, 'stage'>,
  { hooks }: Pick<Ports, 'hooks'>,
  event: TrafficHookEvent,
): Promise<GateResult | null> {
  const hook = stage.hooks[hookOf[event]];
  const hindrance = hook === null ? null : await hooks.hindrance(stage.environment, hook);
  return hook === null || hindrance === null ? null : notAsked(event, hook, hindrance);
}

function notAsked(event: TrafficHookEvent, hook: string, reason: string): GateResult {
  return result(inconclusive(`The ${event} hook ${hook} could not be asked: ${reason}.`));
}
