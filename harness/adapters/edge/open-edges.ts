import { join } from 'node:path';
import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { Stage } from '../../../src/model/topology.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { EdgeWeights } from './edge-weights.ts';
import { Edges } from './edges.ts';
import { isForced, routerKind } from './router-kind.ts';

export interface EdgesOfWorld {
  readonly plan: Pick<WorldPlan, 'seed'>;
  readonly stages: readonly Pick<Stage, 'environment' | 'router' | 'strategy'>[];
  readonly stateDir: string;
  readonly note: (text: string) => void;
}

export interface OpenedEdges extends AsyncDisposable {
  readonly edges: Edges;
  readonly kindIn: (environment: string) => RouterKind;
}

/** The edges of a world, with the weights that an earlier command left; says where one is there because the backend has no weighted aliases. */
export function openEdges(
  { plan, stages, stateDir, note }: EdgesOfWorld,
  world: Pick<World, 'emulator' | 'fresh' | 'missing' | 'reach'>,
): OpenedEdges {
  const weights = new EdgeWeights(join(stateDir, 'edge-weights.json'));
  if (world.fresh) weights.forget();
  const edges = new Edges({
    weights,
    reach: (environment, functionUrl) => world.reach(environment, functionUrl),
    seed: plan.seed,
    now: () => new Date(),
  });
  for (const stage of stages) {
    if (isForced(stage, world.missing))
      note(`${world.emulator} has no weighted aliases: a weighted edge splits ${stage.environment}'s traffic.`);
  }
  return {
    edges,
    kindIn: (environment) => {
      const stage = stages.find((each) => each.environment === environment);
      return stage === undefined ? 'alias' : routerKind(stage, world.missing);
    },
    [Symbol.asyncDispose]: () => edges[Symbol.asyncDispose](),
  };
}
