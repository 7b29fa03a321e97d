import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorldPlan } from '../../backends/backend.ts';
import { readPreviews } from '../previews/kept-previews.ts';
import { forkWorld } from '../rehearsal/fork-run.ts';

/** How an embedded world was when it came up: a copy that single environments are brought back to. */
type CameUp = Pick<WorldPlan, 'tooling' | 'environments' | 'seed'>;

/** The folder that holds it, laid out as an output folder is. */
export function cameUpFolder(out: string): string {
  return join(out, 'state', 'came-up');
}

/** Copies a world that is down, so that it can be started again and its environments be reset. */
export async function keepCameUp(out: string, seed: number): Promise<void> {
  const described = JSON.parse(await readFile(join(out, 'state/world/world.json'), 'utf8')) as Omit<CameUp, 'seed'>;
  const plan: CameUp = { tooling: described.tooling, environments: described.environments, seed };
  await forkWorld(out, cameUpFolder(out));
  await writeFile(join(cameUpFolder(out), 'plan.json'), JSON.stringify(plan, null, 2));
}

/** What to start the world in `out` with again; null where none was ever brought up there by hand. */
export async function planOfCameUp(out: string, cacheDir: string, lifetime: WorldPlan['lifetime']): Promise<WorldPlan | null> {
  const path = join(cameUpFolder(out), 'plan.json');
  if (!existsSync(path)) return null;
  const plan = JSON.parse(await readFile(path, 'utf8')) as CameUp;
  // Previews came later, and stand in no copy.
  const environments = [...plan.environments, ...readPreviews(out).previews.map(({ environment }) => environment)];
  return { ...plan, environments, dataDir: join(out, 'state/world'), cacheDir, logsDir: join(out, 'logs'), lifetime };
}
