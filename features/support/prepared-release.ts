import { join } from 'node:path';
import { forkRun } from '../../src/index.ts';
import { backend } from './backend.ts';
import { payments } from './payments.ts';
import { scratch } from './places.ts';
import { rehearse, type Rehearsed, type Wanted } from './rehearse.ts';
import { fourEnvironments } from './topologies.ts';

export const environments = ['local', 'dev', 'uat', 'production'] as const;
export type Environment = (typeof environments)[number];

/** Has the role that production's approval takes, and wrote none of it. */
export const releaseManager = 'Priya Raman';

const prepared = new Map<Environment, Promise<Rehearsed>>();

/**
 * The release when it has passed the environment, in a run of the scenario's own that goes on in `out`: a copy of the one that was prepared. Of
 * containers no copy can be made, so there it goes that far itself, and they stay up.
 */
export async function comeTo(environment: Environment, out: string): Promise<Rehearsed> {
  if (backend() === 'containers') return must(await rehearse({ ...(await toEnvironment(environment, out)), keep: true }));
  const run = await releaseIn(environment);
  await forkRun(run.out, out);
  return run;
}

/**
 * The one release that most features are about, when it has passed an environment of the shipped path. It goes there once; whoever goes on
 * with it takes a copy of that run and its world.
 */
export function releaseIn(environment: Environment): Promise<Rehearsed> {
  const known = prepared.get(environment) ?? prepare(environment);
  prepared.set(environment, known);
  return known;
}

async function prepare(environment: Environment): Promise<Rehearsed> {
  const out = join(scratch, 'prepared', environment);
  const before = environments[environments.indexOf(environment) - 1];
  const options = await toEnvironment(environment, out);
  if (before === undefined || backend() === 'containers') return must(await rehearse(options));
  await forkRun((await releaseIn(before)).out, out);
  return must(await rehearse({ ...options, resume: true }));
}

async function toEnvironment(to: Environment, out: string): Promise<Wanted> {
  const { folder } = await payments();
  const topology = await fourEnvironments(join(scratch, 'prepared/four-environment.yaml'));
  return { project: folder, topology, out, to, approveAs: releaseManager };
}

function must(run: Rehearsed): Rehearsed {
  const { result } = run;
  if (result.kind === 'finished' && result.outcome === 'released') return run;
  throw new Error(`the healthy release did not get through: ${JSON.stringify(result)}`);
}
