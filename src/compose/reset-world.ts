import { join } from 'node:path';
import { cameUpIn, endpointOf, GitSource, readKeptWorld, readPreviews, resetEnvironment, BackendError } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import { claim } from './claim-folder.ts';
import { noWorld } from './hands-on.ts';
import { readProject } from './read-project.ts';
import { readSettings } from './settings-of-run.ts';
import { usageError } from './usage-error.ts';

/** Brings one environment back to where it was when `up` had brought the world up. Throws ConfigError, BackendError. */
export async function resetWorld(out: string, cacheDir: string, environment: string): Promise<void> {
  const stateDir = join(out, 'state');
  const kept = await readKeptWorld(join(stateDir, 'world'));
  if (kept === null || kept.lifetime !== 'detached') throw noWorld(out);
  if (kept.kind === 'containers')
    throw new BackendError(
      'Of a world in containers no copy is kept to go back to.',
      'Start it anew with: rehearse up --backend containers --fresh.',
    );
  if (kept.kind === 'endpoint')
    throw new BackendError(
      `Of a world at ${kept.lease.endpoint} no copy is kept to go back to.`,
      'Start it anew with: rehearse up --backend endpoint --fresh.',
    );
  if (!kept.environments.some(({ name }) => name === environment)) throw noEnvironment(environment, kept.environments);
  if (readPreviews(out).previews.some((preview) => preview.environment.name === environment))
    throw usageError(
      environment,
      'is a preview, of which nothing is kept to go back to',
      'Copy anew with: rehearse preview up BRANCH --fresh.',
    );
  if (!cameUpIn(out)) throw nothingKept(out);
  const settings = await readSettings(stateDir);
  const source = GitSource.at(join(stateDir, 'repository.git'), settings.commit);
  const project = await readProject({ source }, settings.commit);
  const port = Number(new URL(endpointOf(kept)).port);
  using claimed = await claim({ out, cacheDir, resume: true });
  void claimed;
  const outcome = await resetEnvironment({ out, cacheDir, port, project }, environment);
  if (outcome.kind === 'no-environment') throw noEnvironment(environment, kept.environments);
}

function nothingKept(out: string): ConfigError {
  const hint = 'Only a world that rehearse up brought up can be gone back to.';
  return new ConfigError([{ file: out, line: 0, column: 0, path: '', message: 'nothing was kept of how this world came up', hint }]);
}

export function noEnvironment(name: string, known: readonly { readonly name: string }[], more: readonly string[] = []): ConfigError {
  const hint = `There are: ${[...known.map((one) => one.name), ...more].join(', ')}.`;
  return new ConfigError([{ file: 'env', line: 0, column: 0, path: '', message: `there is no environment "${name}"`, hint }]);
}
