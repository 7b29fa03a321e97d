import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { BackendError, type World, type WorldPlan } from '../backend.ts';
import { adoptContainers } from './adopt-containers.ts';
import { createContainers } from './create-containers.ts';
import { type ChosenEmulator, emulatorOf } from './emulators/emulator-of.ts';
import { connectEngine, type Engine } from './engine.ts';
import { toLabels } from './labels.ts';
import { currentOwner } from './owner.ts';
import type { Isolation } from './plan-parts.ts';
import { removeIfAnswering } from './remove-if-answering.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { removeOrWarn } from './remove-world.ts';
import { toWorld } from './running-world.ts';
import { type ContainersWorldFile, readWorldFile, type WorldContainers, writeWorldFile } from './world-file.ts';

export interface ContainersOptions {
  /** `localstack`, `ministack`, `floci`, or an image. */
  readonly emulator: string;
  readonly isolation: Isolation;
}

interface Place {
  readonly engine: Engine;
  readonly plan: WorldPlan;
  readonly emulator: ChosenEmulator;
  readonly isolation: Isolation;
}

export async function startInContainers(plan: WorldPlan, { emulator, isolation }: ContainersOptions): Promise<World> {
  const engine = await connectEngine();
  const former = await readWorldFile(plan.dataDir);
  await removeLeftovers(engine, former?.id ?? null);
  await mkdir(plan.logsDir, { recursive: true });
  const place: Place = { engine, plan, emulator: emulatorOf(emulator), isolation };
  if (former === null) return await create(place);
  const adopted = former.state === 'starting' ? null : await adopt(place, former);
  if (adopted !== null) return adopted;
  await removeOrWarn(engine, former.id);
  // Killed before anything was in it: nothing to go on with, and nothing lost.
  if (plan.whenGone !== 'refuse' || former.state === 'starting') return await create(place);
  throw new BackendError(
    'The containers of this world are gone, and with them all that was in it.',
    'Bring up a new one: rehearse run --resume --keep, or rehearse up.',
  );
}

async function create(place: Place): Promise<World> {
  const { engine, plan } = place;
  const [standIn] = plan.standIns ?? [];
  if (standIn !== undefined) {
    throw new BackendError(
      `The containers backend has no stand-ins, and rehearsal.yaml declares ${standIn} as one.`,
      'Rehearse on the embedded backend: --backend embedded.',
    );
  }
  const file = await describe(plan, randomBytes(4).toString('hex'));
  // Before the first container: whatever happens from here on, what is made is found.
  await writeWorldFile(plan.dataDir, file);
  using following = new DisposableStack();
  try {
    const labels = toLabels({ dataDir: plan.dataDir, id: file.id, owner: file.owner });
    const created = await createContainers(engine, { ...place, id: file.id, labels }, following);
    return await runningWorld(place, file, created, true, following.move());
  } catch (error) {
    await removeIfAnswering(engine, file.id);
    throw error;
  }
}

async function adopt(place: Place, former: ContainersWorldFile): Promise<World | null> {
  const { engine, plan, emulator } = place;
  using following = new DisposableStack();
  const adopted = await adoptContainers(engine, plan, former, emulator, following);
  return adopted === null ? null : await runningWorld(place, await describe(plan, former.id), adopted, false, following.move());
}

async function runningWorld(
  { engine, plan, emulator, isolation }: Place,
  file: ContainersWorldFile,
  found: WorldContainers,
  fresh: boolean,
  following: DisposableStack,
): Promise<World> {
  const up = { ...file, state: 'up', containers: found } as const;
  await writeWorldFile(plan.dataDir, up);
  const labels = toLabels({ dataDir: plan.dataDir, id: file.id, owner: file.owner });
  const end = async (): Promise<void> => {
    following.dispose();
    if (plan.lifetime === 'parent' && !(await removeIfAnswering(engine, file.id))) return;
    await writeWorldFile(plan.dataDir, { ...up, state: plan.lifetime === 'parent' ? 'ended' : 'kept' });
  };
  return toWorld({ engine, plan, emulator, isolation, labels, containers: found, fresh, end });
}

async function describe(plan: WorldPlan, id: string): Promise<ContainersWorldFile> {
  const { lifetime, tooling, environments } = plan;
  return { kind: 'containers', state: 'starting', id, owner: await currentOwner(), lifetime, tooling, environments, containers: null };
}
