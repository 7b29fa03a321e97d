import type { Engine } from './engine.ts';
import { fromLabels, worldLabel, type WorldLabels } from './labels.ts';
import { isAlive } from './owner.ts';
import { removeWorld, StuckNetworkError } from './remove-world.ts';
import { readWorldFile } from './world-file.ts';

/** Removes what runs on this machine left behind that are no more. `except`: the world that is about to be adopted. */
export async function removeLeftovers(engine: Engine, except: string | null): Promise<void> {
  const { dockerode } = engine.container;
  const filters = { label: [worldLabel] };
  const [containers, networks, { Volumes: volumes }] = await Promise.all([
    dockerode.listContainers({ all: true, filters }),
    dockerode.listNetworks({ filters }),
    dockerode.listVolumes({ filters }),
  ]);
  const worlds = new Map<string, WorldLabels>();
  for (const { Labels: labels } of [...containers, ...networks, ...volumes]) {
    const found = fromLabels(labels);
    if (found !== null && found.id !== except) worlds.set(found.id, found);
  }
  for (const world of worlds.values()) if (await isLeftover(world)) await removeLeftover(engine, world.id);
}

/** A network that the engine doesn't let go of takes nothing from a new world, which has a name of its own: it is said, and holds nobody up. */
async function removeLeftover(engine: Engine, id: string): Promise<void> {
  try {
    await removeWorld(engine, id);
  } catch (error) {
    if (!(error instanceof StuckNetworkError)) throw error;
    process.emitWarning(error.message);
  }
}

/** A world that somebody adopted is owned by whom its file names; its labels still say who made it. */
async function isLeftover(world: WorldLabels): Promise<boolean> {
  const file = await readWorldFile(world.dataDir);
  if (file?.id !== world.id) return !(await isAlive(world.owner));
  return file.state !== 'kept' && !(await isAlive(file.owner));
}
