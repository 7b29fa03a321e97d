import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  cameUpIn,
  endpointOf,
  isAnswering,
  readKeptWorld,
  startAgain,
  startToStay,
  stopKeptWorld,
  workingFolder,
} from '../../harness/index.ts';
import type { RunResult } from '../engine/run-options.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { claim } from './claim-folder.ts';
import { endpointOf as endpointAt } from './endpoint-of.ts';
import { readSettings } from './settings-of-run.ts';

export type BroughtUp =
  /** It was up, of this commit. */
  | { readonly kind: 'already' }
  /** It was down, and is up again with the data that it had. */
  | { readonly kind: 'again' }
  /** A new one; `result` is what the first environment's gates said. */
  | { readonly kind: 'new'; readonly result: RunResult; readonly up: boolean };

/**
 * Leaves a world up in `out` with the commit in its first environment. One of the same commit is taken as it is unless `fresh`;
 * `run` is asked for a new one.
 */
export async function bringUp(
  options: RehearsalOptions & { readonly fresh: boolean },
  run: (options: RehearsalOptions) => Promise<{ readonly result: RunResult }>,
): Promise<BroughtUp> {
  const { out, cacheDir, signal } = options;
  if (!options.fresh && (await isSame(options))) {
    if (await isUp(out)) return { kind: 'already' };
    using claimed = await claim({ ...options, resume: true });
    void claimed;
    if (cameUpIn(out) && (await startAgain(out, cacheDir))) return { kind: 'again' };
  }
  // Those keep nothing that could be started again: what is to stay stays as the run leaves it.
  const stays = options.backend === 'containers' || options.backend === 'endpoint';
  const { result } = await run({ ...options, onlyFirst: true, keep: stays });
  const good = result.kind === 'finished' && result.outcome !== 'error';
  if (good && !stays) {
    using claimed = await claim({ ...options, resume: true });
    void claimed;
    await startToStay(out, cacheDir, options.seed ?? 1);
  }
  if (good && signal?.aborted !== true) return { kind: 'new', result, up: true };
  await stopKeptWorld(join(out, 'state/world'), cacheDir);
  return { kind: 'new', result, up: false };
}

async function isUp(out: string): Promise<boolean> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  return kept !== null && kept.lifetime === 'detached' && (await isAnswering(endpointOf(kept)));
}

/** Whether the world in the folder is of what the project is at now. Uncommitted changes are another commit each time. */
async function isSame(options: RehearsalOptions): Promise<boolean> {
  const { project, out, workingTree, backend, emulator, isolation, topology, seed } = options;
  if (workingTree === true || !existsSync(join(out, 'state/run.json'))) return false;
  const settings = await readSettings(join(out, 'state'));
  const { commit } = await workingFolder(project, out);
  const sameCommit = commit === null ? existsSync(join(out, 'state/sample')) : commit === settings.commit;
  return (
    sameCommit &&
    settings.backend === (backend ?? 'embedded') &&
    (emulator ?? settings.containers.emulator) === settings.containers.emulator &&
    (isolation ?? settings.containers.isolation) === settings.containers.isolation &&
    isDeepStrictEqual(settings.endpoint, endpointAt(options)) &&
    settings.seed === (seed ?? 1) &&
    (topology ?? settings.topology) === settings.topology
  );
}
