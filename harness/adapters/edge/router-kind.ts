import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { Stage } from '../../../src/model/topology.ts';
import type { Capability } from '../../backends/backend.ts';

/** What the topology says; an edge also where the steps of a rollout would need weights that this backend's aliases don't take. */
export function routerKind({ router, strategy }: Pick<Stage, 'router' | 'strategy'>, missing: readonly Capability[]): RouterKind {
  return isForced({ router, strategy }, missing) ? 'edge' : router;
}

export function isForced({ router, strategy }: Pick<Stage, 'router' | 'strategy'>, missing: readonly Capability[]): boolean {
  return router === 'alias' && strategy.kind !== 'all-at-once' && missing.includes('alias-weights');
}
