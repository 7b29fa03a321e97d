import { join } from 'node:path';
import { forkRun } from '../../src/index.ts';
import { payments } from './payments.ts';
import { scratch } from './places.ts';
import { rehearse, type Rehearsed } from './rehearse.ts';
import { fourEnvironments } from './topologies.ts';

export const environments = ['local', 'dev', 'uat', 'production'] as const;
export type Environment = (typeof environments)[number];

/** Has the role that production's approval takes, and wrote none of it. */
export const releaseManager = 'Priya Raman';

const prepared = new Map<Environment, Promise<Rehearsed>>();

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
  const { folder } = await payments();
  const topology = await fourEnvironments(join(scratch, 'prepared/four-environment.yaml'));
  const common = { project: folder, topology, out, to: environment, approveAs: releaseManager };
  if (before === undefined) return must(await rehearse(common));
  await forkRun((await releaseIn(before)).out, out);
  return must(await rehearse({ ...common, resume: true }));
}

function must(run: Rehearsed): Rehearsed {
  const { result } = run;
  if (result.kind === 'finished' && result.outcome === 'released') return run;
  throw new Error(`the healthy release did not get through: ${JSON.stringify(result)}`);
}
