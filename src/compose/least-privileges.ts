import { readFile } from 'node:fs/promises';
import { leastPrivilege, type PolicyDocument } from '../../harness/index.ts';
import { stageIn, stateOf } from '../engine/run-state.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { goingOn } from './going-on.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { usageError } from './usage-error.ts';

export interface LeastPrivilege {
  readonly environment: string;
  readonly account: string;
  readonly policy: PolicyDocument;
}

/**
 * The policy that would have been enough for each stage's role, from the calls that it made in the run of the world that is up; of stages that
 * have passed, for the others did not make them all. Throws ConfigError where there is none.
 */
export async function leastPrivileges(options: RehearsalOptions): Promise<readonly LeastPrivilege[]> {
  await using opened = await openRehearsal({ ...options, ...(await goingOn(options.out)).options });
  const { trace } = opened.world.world;
  if (trace === null) throw usageError('--least-privilege', 'this backend keeps no trace of calls', 'Use the embedded backend.');
  const state = stateOf(opened.evidence.entries().map((entry) => entry.happening));
  const passed = opened.topology.stages.filter((stage) => stageIn(state, stage.environment).outcome === 'passed');
  if (passed.length === 0)
    throw usageError('--least-privilege', 'no stage has passed in this world', 'Rehearse first: rehearse run --keep.');
  const lines = (await readFile(trace, 'utf8')).split('\n');
  return passed.map(({ environment, account }) => ({ environment, account, policy: leastPrivilege(lines, environment) }));
}
