import { join } from 'node:path';
import type { Project } from '../../../src/model/project.ts';
import { embedded } from '../../backends/embedded.ts';
import { restoreAccount } from '../../backends/restore-account.ts';
import { forkCluster, removeCluster } from '../../postgres/index.ts';
import { registryBucket } from '../aws/names.ts';
import { openSessions } from '../aws/sessions.ts';
import { startWebIdentity } from '../identity/web-identity.ts';
import { StageStates } from '../state/stage-states.ts';
import { prepareWorld } from '../world/prepare-world.ts';
import { cameUpFolder, planOfCameUp } from './came-up.ts';

export interface ResetOptions {
  readonly out: string;
  readonly cacheDir: string;
  /** Where the AWS endpoint was, and is again. */
  readonly port: number;
  readonly project: Project;
}

export type ResetOutcome =
  { readonly kind: 'reset' } | { readonly kind: 'nothing-kept' } | { readonly kind: 'no-environment'; readonly known: readonly string[] };

/**
 * Brings one environment of a world that is down back to where it was when the world came up, account and database, and starts the world
 * again to stay. Nothing of the other environments changes but that their functions start anew.
 */
export async function resetEnvironment({ out, cacheDir, port, project }: ResetOptions, name: string): Promise<ResetOutcome> {
  const cameUp = await planOfCameUp(out, cacheDir, 'detached');
  if (cameUp === null) return { kind: 'nothing-kept' };
  const plan = { ...cameUp, port };
  const environment = plan.environments.find((one) => one.name === name);
  if (environment === undefined) return { kind: 'no-environment', known: plan.environments.map((one) => one.name) };
  const former = join(cameUpFolder(out), 'state/world');
  await restoreAccount(join(plan.dataDir, 'emulator'), join(former, 'emulator'), environment.account);
  if (environment.database) {
    await removeCluster(join(plan.dataDir, 'postgres', name));
    await forkCluster(join(former, 'postgres', name), join(plan.dataDir, 'postgres', name));
  }
  const world = await embedded.start(plan);
  try {
    await using identity = await startWebIdentity(project.repository);
    using sessions = openSessions(world, plan, identity);
    // The database came back on a port of its own: the secrets that name it are brought up to date.
    await prepareWorld(world, plan, sessions, project);
    // What the last promotion left there is gone, and nobody is to look for it.
    const place = { bucket: registryBucket(plan.tooling), repository: project.repository };
    await new StageStates(() => sessions.pipeline(), place).forget(name);
  } finally {
    await world[Symbol.asyncDispose]();
  }
  return { kind: 'reset' };
}
