import { join } from 'node:path';
import { databasesOf, readPreviews, type WorldPlan } from '../../harness/index.ts';
import type { Project } from '../model/project.ts';
import type { Topology } from '../model/topology.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { spareAccount } from './spare-account.ts';

/** The accounts, databases and folders that a rehearsal of this project along this topology is made of. */
export function worldPlanOf(options: RehearsalOptions, topology: Topology, project: Project, seed: number, stateDir: string): WorldPlan {
  return {
    dataDir: join(stateDir, 'world'),
    cacheDir: options.cacheDir,
    logsDir: join(options.out, 'logs'),
    tooling: topology.tooling,
    environments: [
      ...topology.stages.map(({ environment, account, regions, access }) => ({
        name: environment,
        account,
        region: regions[0] ?? topology.tooling.region,
        regions,
        access,
        database: databasesOf(project).length > 0,
      })),
      ...readPreviews(options.out).previews.map(({ environment }) => environment),
    ],
    spareAccount: spareAccount(topology),
    seed,
    standIns: project.standIns,
    ...(options.portShare === undefined ? {} : { portShare: options.portShare }),
    ...(options.onlyIfUp === true ? { whenGone: 'refuse' } : {}),
    lifetime: options.keep === true ? 'detached' : 'parent',
  };
}
