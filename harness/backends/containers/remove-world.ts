import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import { idLabel } from './labels.ts';

/** A container that LocalStack was starting may join the network after we looked. */
const rounds = 20;
/** So long one that is created and not started yet may be on its way up: whoever asked for it may be gone, and the engine starts it all the same. */
const startingRounds = 8;
const betweenRoundsMs = 250;

/** What of an engine is asked here. */
export interface RemovingEngine {
  readonly container: {
    readonly dockerode: Pick<
      Engine['container']['dockerode'],
      'listContainers' | 'listNetworks' | 'listVolumes' | 'getContainer' | 'getNetwork' | 'getVolume'
    >;
  };
}

/** A network that holds nothing and that the engine doesn't let go of. One sentence, with what helps. */
export class StuckNetworkError extends Error {}

interface Found {
  readonly id: string;
  /** Has the engine's socket, and so may start others. */
  readonly starts: boolean;
  readonly isStarting: boolean;
}

/**
 * Removes all that one start of a world made: containers, their volumes, the network. What is gone already is fine. Whoever starts containers goes
 * first, and none is taken away while the engine is starting it: Docker then may count an endpoint on the network for good that nobody has.
 */
export async function removeWorld(engine: RemovingEngine, id: string, waits = pause): Promise<void> {
  const { dockerode } = engine.container;
  const filters = { label: [`${idLabel}=${id}`] };
  for (let round = 1; ; round += 1) {
    const failures: Error[] = [];
    const tolerant = async (remove: () => Promise<unknown>): Promise<void> => void failures.push(...(await failureOf(remove)));
    const networks = await dockerode.listNetworks({ filters });
    const containers = await containersOf(engine, filters, networks);
    await Promise.all(
      dueOf(containers, round).map((each) => tolerant(() => dockerode.getContainer(each.id).remove({ force: true, v: true }))),
    );
    await Promise.all(networks.map((found) => tolerant(() => dockerode.getNetwork(found.Id).remove())));
    const { Volumes: volumes } = await dockerode.listVolumes({ filters });
    await Promise.all(volumes.map((found) => tolerant(() => dockerode.getVolume(found.Name).remove())));
    if (containers.length + networks.length + volumes.length === 0) return;
    if (round === rounds) {
      const [network] = networks;
      const [failure] = failures;
      if (failure !== undefined) throw failure;
      if (network !== undefined && containers.length + volumes.length === 0)
        throw new StuckNetworkError(
          `The container engine says that the network ${network.Name} is in use, and names nobody who uses it: restart the engine, and the next start removes it.`,
        );
      throw new Error(`containers or networks with the label ${idLabel}=${id} can't be removed`);
    }
    // The first takes who starts others, the second the others.
    if (round > 2) await waits(betweenRoundsMs);
  }
}

/**
 * The same, but that a network which the engine doesn't let go of holds nobody up: it takes nothing from anybody, for each world has one of a name of
 * its own, and the next start tries again. It is said, and ends no run that had come to its end.
 */
export async function removeOrWarn(
  engine: RemovingEngine,
  id: string,
  { warn = (text: string) => process.emitWarning(text), waits = pause } = {},
): Promise<void> {
  try {
    await removeWorld(engine, id, waits);
  } catch (error) {
    if (!(error instanceof StuckNetworkError)) throw error;
    warn(error.message);
  }
}

/** Which of them are taken away in this round. */
function dueOf(containers: readonly Found[], round: number): readonly Found[] {
  const starters = containers.filter(({ starts }) => starts);
  if (starters.length > 0) return starters;
  return round <= startingRounds ? containers.filter(({ isStarting }) => !isStarting) : containers;
}

/** Those with the label, and whatever stands on the world's networks without one: an emulator may start containers that take no labels. */
async function containersOf(
  engine: RemovingEngine,
  filters: Readonly<Record<string, string[]>>,
  networks: readonly { readonly Id: string }[],
): Promise<readonly Found[]> {
  const { dockerode } = engine.container;
  const labelled = await dockerode.listContainers({ all: true, filters });
  const attached = await Promise.all(networks.map(({ Id }) => dockerode.listContainers({ all: true, filters: { network: [Id] } })));
  const found = new Map(
    [...labelled, ...attached.flat()].map(({ Id, State, Mounts }): [string, Found] => [
      Id,
      { id: Id, starts: Mounts.some(({ Destination: at }) => at.endsWith('/docker.sock')), isStarting: State === 'created' },
    ]),
  );
  return [...found.values()];
}

/**
 * 404: gone. 409: being removed by somebody else, or a network that still has a container; the next round looks again. 403: the same of a network, as
 * older engines say it. What the engine itself fails at (5xx) it answers: the next round may find it mended, or gone, as where it is shutting down.
 */
async function failureOf(remove: () => Promise<unknown>): Promise<readonly Error[]> {
  try {
    await remove();
    return [];
  } catch (error) {
    if (!(error instanceof Error) || !('statusCode' in error)) throw error;
    if (Number(error.statusCode) >= 500) return [error];
    if (error.statusCode !== 404 && error.statusCode !== 409 && error.statusCode !== 403) throw error;
    return [];
  }
}
