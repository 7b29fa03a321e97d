import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endpointOf, GitSource, type Hands, isAnswering, openHands, readKeptWorld, BackendError } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import type { RunSettings } from '../config/run-settings.ts';
import { readProject } from './read-project.ts';
import { readSettings } from './settings-of-run.ts';

export interface OpenedHands extends Hands {
  readonly settings: RunSettings;
}

/** The world that is up in an output folder. Throws ConfigError where none is, BackendError where it has died meanwhile. */
export async function openKeptWorld(out: string): Promise<OpenedHands> {
  const stateDir = join(out, 'state');
  const kept = await readKeptWorld(join(stateDir, 'world'));
  if (kept === null || kept.lifetime !== 'detached' || !existsSync(join(stateDir, 'run.json'))) throw noWorld(out);
  const settings = await readSettings(stateDir);
  if (!(await isAnswering(endpointOf(kept))))
    throw new BackendError(`The world in ${out} does not answer at ${endpointOf(kept)}.`, 'Bring it up again with: rehearse up.');
  const source = GitSource.at(join(stateDir, 'repository.git'), settings.commit);
  return { ...openHands(kept, await readProject({ source }, settings.commit)), settings };
}

export function noWorld(out: string): ConfigError {
  const hint = 'Bring one up with: rehearse up (or leave one up with: rehearse run --keep).';
  return new ConfigError([{ file: out, line: 0, column: 0, path: '', message: 'no world is up here', hint }]);
}
