import { join } from 'node:path';
import type { WorldPlan } from '../backend.ts';
import { emulatorLog } from './emulators/emulator-log.ts';
import type { ChosenEmulator } from './emulators/emulator-of.ts';
import type { Engine } from './engine.ts';
import { follow } from './start-container.ts';
import type { ContainersWorldFile, WorldContainers } from './world-file.ts';

/**
 * The containers of a run that was killed, or of a world that was kept, as they are; null where one of them is gone. An emulator keeps nothing
 * over its end and a Postgres has its data in memory, so what is left of such a world can't be gone on with.
 */
export async function adoptContainers(
  engine: Engine,
  plan: WorldPlan,
  { containers }: ContainersWorldFile,
  emulator: ChosenEmulator,
  following: DisposableStack,
): Promise<WorldContainers | null> {
  if (containers === null || !(await allUp(engine, containers))) return null;
  const { emulators, postgres } = containers;
  for (const { container, folder } of emulators)
    await followFromNow(engine, container, emulatorLog(plan.logsDir, folder, emulator), following);
  for (const { name, container } of postgres) await followFromNow(engine, container, join(plan.logsDir, name, 'postgres.log'), following);
  return containers;
}

async function allUp(engine: Engine, { emulators, postgres }: WorldContainers): Promise<boolean> {
  const { dockerode } = engine.container;
  const running = new Set((await dockerode.listContainers()).map(({ Id: id }) => id));
  return [...emulators, ...postgres].every(({ container }) => running.has(container));
}

async function followFromNow(engine: Engine, id: string, path: string, following: DisposableStack): Promise<void> {
  const container = engine.container.getById(id);
  follow(await engine.container.logs(container, { since: Math.floor(Date.now() / 1000) }), path, following);
}
