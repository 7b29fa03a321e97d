import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenedSource } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import { readRunSettings, type RunSettings } from '../config/run-settings.ts';
import { writeWhole } from '../evidence/files/write-whole.ts';
import type { Project } from '../model/project.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { endpointOf } from './endpoint-of.ts';

/** What the run in this folder was begun with. Throws ConfigError where none was. */
export async function readSettings(stateDir: string): Promise<RunSettings> {
  const path = join(stateDir, 'run.json');
  if (!existsSync(path))
    throw new ConfigError([
      { file: path, line: 0, column: 0, path: '', message: 'there is no run to go on with', hint: 'Start one without --resume.' },
    ]);
  return readRunSettings(await readFile(path, 'utf8'));
}

/** Fixes what a run is begun with, so that it can be resumed. */
export async function newSettings(
  options: RehearsalOptions,
  opened: OpenedSource,
  project: Project,
  stateDir: string,
  hotfix: string | null,
): Promise<RunSettings> {
  const settings: RunSettings = {
    schema: 'run-settings/1',
    run: randomUUID(),
    commit: opened.source.commit,
    ...(hotfix === null ? opened.versions : opened.hotfixVersions),
    topology: options.topology ?? project.topology,
    backend: options.backend ?? 'embedded',
    containers: {
      emulator: options.emulator ?? project.containers.emulator,
      isolation: options.isolation ?? project.containers.isolation,
    },
    endpoint: endpointOf(options),
    seed: options.seed ?? 1,
    pace: options.pace ?? 1,
    offsetMs: options.offsetMs ?? 0,
    to: options.to ?? null,
    project: options.project,
  };
  const path = join(stateDir, 'run.json');
  writeWhole(path, JSON.stringify(settings, null, 2));
  return settings;
}
