import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import { idLabel } from './labels.ts';

/** A container that LocalStack was starting may join the network after we looked. */
const rounds = 20;

/** Removes all that one start of a world made: containers, their volumes, the network. What is gone already is fine. */
export async function removeWorld(engine: Engine, id: string): Promise<void> {
  const { dockerode } = engine.container;
  const filters = { label: [`${idLabel}=${id}`] };
  for (let round = 1; ; round += 1) {
    const networks = await dockerode.listNetworks({ filters });
    const containers = await containersOf(engine, filters, networks);
    await Promise.all(containers.map((container) => tolerant(() => dockerode.getContainer(container).remove({ force: true, v: true }))));
    await Promise.all(networks.map((found) => tolerant(() => dockerode.getNetwork(found.Id).remove())));
    const { Volumes: volumes } = await dockerode.listVolumes({ filters });
    await Promise.all(volumes.map((found) => tolerant(() => dockerode.getVolume(found.Name).remove())));
    if (containers.length + networks.length + volumes.length === 0) return;
    if (round === rounds) throw new Error(`containers or networks with the label ${idLabel}=${id} can't be removed`);
    if (round > 1) await pause(250);
  }
}

/** Those with the label, and whatever stands on the world's networks without one: an emulator may start containers that take no labels. */
async function containersOf(
  engine: Engine,
  filters: Readonly<Record<string, string[]>>,
  networks: readonly { readonly Id: string }[],
): Promise<readonly string[]> {
  const { dockerode } = engine.container;
  const labelled = await dockerode.listContainers({ all: true, filters });
  const attached = await Promise.all(networks.map(({ Id }) => dockerode.listContainers({ all: true, filters: { network: [Id] } })));
  return [...new Set([...labelled, ...attached.flat()].map(({ Id }) => Id))];
}

/** 404: gone. 409: being removed by somebody else, or a network that still has a container; the next round looks again. 403: the same of a network, as older engines say it. */
async function tolerant(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    if (status !== 404 && status !== 409 && status !== 403) throw error;
  }
}
