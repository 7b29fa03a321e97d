import { join } from 'node:path';
import { BackendError, type WorldPlan } from '../backend.ts';
import type { Engine } from './engine.ts';
import { removeWorld } from './remove-world.ts';
import { follow } from './start-container.ts';
import type { ContainersWorldFile, WorldContainers } from './world-file.ts';

/**
 * Goes on with the containers of a run that was killed, or of a world that was kept. LocalStack keeps nothing over an end, so where one of
 * them is gone the run can't be gone on with: throws BackendError and removes the rest.
 */
export async function adoptContainers(
  engine: Engine,
  plan: WorldPlan,
  file: ContainersWorldFile,
  following: DisposableStack,
): Promise<WorldContainers> {
  const { containers } = file;
  if (containers === null || !(await allUp(engine, containers))) {
    await removeWorld(engine, file.id);
    throw new BackendError(
      'The containers of this run are gone, and LocalStack keeps nothing over its end: there is no world to go on with.',
      'Start a run of its own: the same command without --resume.',
    );
  }
  const { localstack, postgres } = containers;
  await followFromNow(engine, localstack.container, join(plan.logsDir, 'localstack.log'), following);
  for (const { name, container } of postgres) await followFromNow(engine, container, join(plan.logsDir, name, 'postgres.log'), following);
  return containers;
}

async function allUp(engine: Engine, { localstack, postgres }: WorldContainers): Promise<boolean> {
  const { dockerode } = engine.container;
  const running = new Set((await dockerode.listContainers()).map(({ Id: id }) => id));
  return [localstack, ...postgres].every(({ container }) => running.has(container));
}

async function followFromNow(engine: Engine, id: string, path: string, following: DisposableStack): Promise<void> {
  const container = engine.container.getById(id);
  follow(await engine.container.logs(container, { since: Math.floor(Date.now() / 1000) }), path, following);
}
