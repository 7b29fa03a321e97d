import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { Measurements } from '../../../src/ports/measurements.ts';
import type { TrafficRouter } from '../../../src/ports/traffic-router.ts';
import type { World } from '../../backends/backend.ts';
import type { StackFunctions } from '../deploy/stack-functions.ts';
import { AliasTrafficRouter } from '../deploy/traffic-router-alias.ts';
import { EdgeTrafficRouter } from '../deploy/traffic-router-edge.ts';
import { trafficRouterOfEnvironment } from '../deploy/traffic-router-of-environment.ts';
import { EdgeMeasurements } from '../measurements/edge-measurements.ts';
import { measurementsOfEnvironment } from '../measurements/measurements-of-environment.ts';
import { TraceMeasurements } from '../measurements/trace-measurements.ts';
import type { VariableSources } from '../world/check-variables.ts';
import type { OpenedEdges } from './open-edges.ts';

export interface Routing extends Pick<VariableSources, 'entrance'> {
  readonly router: TrafficRouter;
  readonly measurements: Measurements;
}

/** Who splits an environment's traffic, where users come in, and who tells which version served them. `edges` is null where nobody comes in. */
export function routingOf(
  edges: OpenedEdges | null,
  functions: StackFunctions,
  world: Pick<World, 'trace' | 'reach'>,
  accountOf: (environment: string) => string,
): Routing {
  const aliases = new AliasTrafficRouter(functions);
  const measured = new TraceMeasurements({ trace: world.trace, functions, accountOf });
  if (edges === null) return { router: aliases, measurements: measured, entrance: (environment, _, url) => world.reach(environment, url) };
  const kindIn = (environment: string): RouterKind => edges.kindIn(environment);
  return {
    router: trafficRouterOfEnvironment(kindIn, { alias: aliases, edge: new EdgeTrafficRouter(functions, edges.edges, aliases) }),
    measurements: measurementsOfEnvironment(kindIn, { alias: measured, edge: new EdgeMeasurements(edges.edges, functions) }),
    entrance: async (environment, fn, url) => {
      const edge = kindIn(environment) === 'edge' ? await edges.edges.urlOf(environment, fn) : null;
      return edge ?? (await world.reach(environment, url));
    },
  };
}
