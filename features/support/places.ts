import { homedir, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the features leave behind lies here, outside the repository, and goes when they end. */
export const scratch = mkdtempSync(join(tmpdir(), 'rehearse-features-'));
// What no hook removed, because none was run.
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** The user's own: k6 is in it, which takes minutes to build. */
export const cacheDir =
  process.env['REHEARSE_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dress-rehearsal');

export const dependencies = join(root, 'node_modules');
export const topologies = join(root, 'scenarios/topologies');
/** What the benchmark of strategies plants: it passes a smoke test, and users see it. */
export const faultOf = (fault: string): string => join(root, 'bench/strategies', `${fault}.patch`);
export const patchOf = (scenario: string): string => join(root, 'scenarios', scenario, 'defect.patch');

export const sample = {
  folder: join(root, 'scenarios/projects/payments'),
  history: join(root, 'scenarios/projects/payments.history'),
};
