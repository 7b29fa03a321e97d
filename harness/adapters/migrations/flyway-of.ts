import type { FlywayChoice } from '../../../src/model/project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { builtinFlyway } from './builtin-flyway.ts';
import { cliFlyway } from './cli-flyway.ts';
import { containerFlyway, type InsideServer } from './container-flyway.ts';
import type { FlywayTool } from './flyway-tool.ts';

export interface FlywayPlace {
  /** Null where the project leaves it to the backend: built in beside processes, the container beside containers. */
  readonly choice: FlywayChoice | null;
  readonly world: Pick<World, 'engine' | 'postgresOf'>;
  readonly plan: Pick<WorldPlan, 'environments' | 'dataDir'>;
  readonly platform: NodeJS.Platform;
}

export function flywayOf(place: FlywayPlace): FlywayTool {
  const { choice, world } = place;
  switch (choice ?? (world.engine === null ? 'builtin' : 'container')) {
    case 'builtin':
      return builtinFlyway;
    case 'cli':
      return cliFlyway();
    case 'container':
      return containerFlyway({
        place: world.engine ?? { labels: { 'dress-rehearsal': place.plan.dataDir } },
        inside: (server) => insideOf(server, place),
      });
  }
}

/** Beside containers a server has a name on its network. A server that is a process is reached over this machine's own. */
function insideOf({ host, port }: { readonly host: string; readonly port: number }, place: FlywayPlace): InsideServer {
  const { world, plan, platform } = place;
  const { engine } = world;
  if (engine === null) {
    // Docker Desktop's containers are in a virtual machine: its name for the machine around it leads to 127.0.0.1 there.
    return platform === 'linux' ? { host, port, network: 'host' } : { host: 'host.docker.internal', port, network: 'bridge' };
  }
  const found = plan.environments.find(({ name, database }) => database && world.postgresOf(name).port === port);
  if (found === undefined) throw new Error(`no environment's Postgres listens at port ${port}`);
  return { ...world.postgresOf(found.name).fromFunctions, network: engine.networkOf(found.name) };
}
