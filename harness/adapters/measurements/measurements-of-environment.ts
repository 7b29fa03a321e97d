import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { Measurements } from '../../../src/ports/measurements.ts';

/** Each environment's served requests as who splits its traffic there can tell them. */
export function measurementsOfEnvironment(
  kindIn: (environment: string) => RouterKind,
  measurements: Readonly<Record<RouterKind, Measurements>>,
): Measurements {
  return { meter: (environment) => measurements[kindIn(environment)].meter(environment) };
}
