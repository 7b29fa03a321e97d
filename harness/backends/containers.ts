import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { BackendError } from './backend.ts';
import type { Backend, World, WorldPlan } from './backend.ts';
import { adoptContainers } from './containers/adopt-containers.ts';
import { createContainers } from './containers/create-containers.ts';
import { connectEngine, type Engine } from './containers/engine.ts';
import { toLabels } from './containers/labels.ts';
import { currentOwner } from './containers/owner.ts';
import { removeLeftovers } from './containers/remove-leftovers.ts';
import { removeWorld } from './containers/remove-world.ts';
import { toWorld } from './containers/running-world.ts';
import { type ContainersWorldFile, readWorldFile, type WorldContainers, writeWorldFile } from './containers/world-file.ts';

/**
 * The same world in containers: one LocalStack with an account an environment, a Postgres each, functions in Lambda's own images. A run that
 * was killed leaves them up, so that `--resume` goes on; any other start on this machine removes them.
 */
export const containers: Backend = {
  kind: 'containers',
  start: async (plan) => {
    const engine = await connectEngine();
    const former = await readWorldFile(plan.dataDir);
    await removeLeftovers(engine, former?.id ?? null);
    await mkdir(plan.logsDir, { recursive: true });
    // Killed before anything was in it: nothing to go on with, and nothing lost.
    if (former?.state === 'starting') await removeWorld(engine, former.id);
    return former === null || former.state === 'starting' ? await create(engine, plan) : await adopt(engine, plan, former);
  },
};

async function create(engine: Engine, plan: WorldPlan): Promise<World> {
  const [standIn] = plan.standIns ?? [];
  if (standIn !== undefined) {
    throw new BackendError(
      `The containers backend has no stand-ins, and rehearsal.yaml declares ${standIn} as one.`,
      'Rehearse on the embedded backend: --backend embedded.',
    );
  }
  const id = randomBytes(4).toString('hex');
  const file = await describe(plan, id);
  // Before the first container: whatever happens from here on, what is made is found.
  await writeWorldFile(plan.dataDir, file);
  return await bringUp(engine, plan, file, (labels, following) => createContainers(engine, plan, id, labels, following));
}

async function adopt(engine: Engine, plan: WorldPlan, former: ContainersWorldFile): Promise<World> {
  const file = { ...(await describe(plan, former.id)), state: 'up', containers: former.containers } as const;
  await writeWorldFile(plan.dataDir, file);
  return await bringUp(engine, plan, file, (_, following) => adoptContainers(engine, plan, former, following));
}

async function bringUp(
  engine: Engine,
  plan: WorldPlan,
  file: ContainersWorldFile,
  start: (labels: Readonly<Record<string, string>>, following: DisposableStack) => Promise<WorldContainers>,
): Promise<World> {
  const labels = toLabels({ dataDir: plan.dataDir, id: file.id, owner: file.owner });
  using starting = new DisposableStack();
  try {
    const found = await start(labels, starting);
    const up = { ...file, state: 'up', containers: found } as const;
    await writeWorldFile(plan.dataDir, up);
    const following = starting.move();
    const end = async (): Promise<void> => {
      following.dispose();
      if (plan.lifetime === 'parent') await removeWorld(engine, file.id);
      await writeWorldFile(plan.dataDir, { ...up, state: plan.lifetime === 'parent' ? 'ended' : 'kept' });
    };
    return toWorld({ engine, plan, labels, containers: found, end });
  } catch (error) {
    await removeWorld(engine, file.id);
    throw error;
  }
}

async function describe(plan: WorldPlan, id: string): Promise<ContainersWorldFile> {
  const { lifetime, tooling, environments } = plan;
  return { kind: 'containers', state: 'starting', id, owner: await currentOwner(), lifetime, tooling, environments, containers: null };
}
