import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { TrafficRouter } from '../../../src/ports/traffic-router.ts';

/** Each environment's traffic by its own router. */
export function trafficRouterOfEnvironment(
  kindIn: (environment: string) => RouterKind,
  routers: Readonly<Record<RouterKind, TrafficRouter>>,
): TrafficRouter {
  return {
    kindIn,
    shift: (environment, to, weightPercent) => routers[kindIn(environment)].shift(environment, to, weightPercent),
    weights: (environment) => routers[kindIn(environment)].weights(environment),
  };
}
