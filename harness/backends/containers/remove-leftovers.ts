import type { Engine } from './engine.ts';
import { fromLabels, worldLabel, type WorldLabels } from './labels.ts';
import { isAlive } from './owner.ts';
import { removeOrWarn } from './remove-world.ts';
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
  for (const world of worlds.values()) if (await isLeftover(world)) await removeOrWarn(engine, world.id);
}

/** A world that somebody adopted is owned by whom its file names; its labels still say who made it. */
async function isLeftover(world: WorldLabels): Promise<boolean> {
  const file = await readWorldFile(world.dataDir);
  if (file?.id !== world.id) return !(await isAlive(world.owner));
  return file.state !== 'kept' && !(await isAlive(file.owner));
}
