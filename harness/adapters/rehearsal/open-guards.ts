import type { Ports } from '../../../src/ports/ports.ts';
import { WorldIsolation } from '../isolation/isolation-prober.ts';
import { databasesOf } from '../world/prepare-world.ts';
import type { OpenWorldOptions } from './open-world.ts';
import type { World } from '../../backends/backend.ts';
import type { Sessions } from '../aws/sessions.ts';

/** What watches over who does what; of a run and not of a commit. */
export type Guards = Pick<Ports, 'isolation'> & Disposable;

export function openGuards(options: Pick<OpenWorldOptions, 'plan' | 'project' | 'evidence'>, world: World, sessions: Sessions): Guards {
  const { plan, project, evidence } = options;
  const isolation = new WorldIsolation({ world, plan, sessions, databases: databasesOf(project), evidence });
  return { isolation, [Symbol.dispose]: () => isolation[Symbol.dispose]() };
}
