import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embedded } from '../../backends/embedded.ts';
import { startExternalsAgain } from '../../externals/index.ts';
import { cameUpFolder, keepCameUp, planOfCameUp } from './came-up.ts';

/** Copies the world that has just come up and went down again, and starts it to stay. */
export async function startToStay(out: string, cacheDir: string, seed: number): Promise<void> {
  await keepCameUp(out, seed);
  await startAgain(out, cacheDir);
}

/** Starts a world with the data that it has and leaves it up. False where there is none. */
export async function startAgain(out: string, cacheDir: string): Promise<boolean> {
  const plan = await planOfCameUp(out, cacheDir, 'detached');
  if (plan === null || !existsSync(join(plan.dataDir, 'emulator'))) return false;
  await startExternalsAgain(join(plan.dataDir, 'externals.json'));
  const world = await embedded.start(plan);
  await world[Symbol.asyncDispose]();
  return true;
}

export function cameUpIn(out: string): boolean {
  return existsSync(join(cameUpFolder(out), 'plan.json'));
}
