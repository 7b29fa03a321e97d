import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeThing, type MadeThing, plannedThings, thingsThere } from '../../harness/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { refusePrograms } from './backend-of.ts';
import { endpointOf } from './endpoint-of.ts';
import { sourceOf } from './open-source-of.ts';
import { profilesOf } from './profiles-of.ts';
import { readProject } from './read-project.ts';
import { readTopology } from './read-topology.ts';
import { usageError } from './usage-error.ts';
import { worldPlanOf } from './world-plan-of.ts';

export interface EndpointPlan {
  readonly endpoint: string;
  readonly project: string;
  readonly topology: string;
  readonly makes: readonly PlannedThing[];
}

export interface PlannedThing extends MadeThing {
  /** `role rehearsal-stage` */
  readonly text: string;
  /** Whether one of that name is there already, which a run would refuse to work with. */
  readonly there: boolean;
}

/** What a run would make at an endpoint, and take away at its end. Asks the endpoint what is there, and changes nothing. */
export async function planEndpoint(options: RehearsalOptions): Promise<EndpointPlan> {
  const at = endpointOf(options);
  if (at === null) throw usageError('--backend', 'is not the endpoint backend', 'Add --backend endpoint.');
  const { url: endpoint, profiles: named } = at;
  const stateDir = await mkdtemp(join(tmpdir(), 'rehearse-plan-'));
  try {
    const source = await sourceOf(options, stateDir, null);
    const { commit } = source.source;
    const project = await readProject(source, commit);
    refusePrograms(project);
    const { topology } = await readTopology(options.topology ?? project.topology, source, commit, project);
    const plan = worldPlanOf(options, topology, project, options.seed ?? 1, stateDir);
    const things = plannedThings(plan, project);
    const there = new Set(await thingsThere({ endpoint, tooling: plan.tooling, things, profiles: profilesOf(named, plan) }));
    const makes = things.map((thing) => ({ ...thing, text: describeThing(thing), there: there.has(thing) }));
    return { endpoint, project: project.name, topology: topology.name, makes };
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}
