import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { readKeptWorld } from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { readSettings } from './settings-of-run.ts';
import { usageError } from './usage-error.ts';

export interface GoingOn {
  readonly settings: RunSettings;
  /** What the run in the folder was begun with, to be gone on with in the world that is up; it stays up. */
  readonly options: Pick<RehearsalOptions, 'project' | 'backend' | 'resume' | 'keep' | 'onlyIfUp'>;
}

/** Throws ConfigError where no world is up in the folder. */
export async function goingOn(out: string): Promise<GoingOn> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  if (kept === null || kept.lifetime !== 'detached' || !existsSync(join(out, 'state/run.json'))) {
    throw usageError(out, 'no world is up here', 'Bring one up with: rehearse up (or leave one up with: rehearse run --keep).');
  }
  const settings = await readSettings(join(out, 'state'));
  return { settings, options: { project: settings.project, backend: settings.backend, resume: true, keep: true, onlyIfUp: true } };
}
