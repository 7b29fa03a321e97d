import {
  accountTenancy,
  type Backend,
  containers,
  describeThing,
  embedded,
  endpoint,
  type MadeThing,
  plannedThings,
  type WorldPlan,
} from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import type { Project } from '../model/project.ts';
import { profilesOf } from './profiles-of.ts';
import { usageError } from './usage-error.ts';

/** Where the run of these settings goes on. `note` hears what only one backend has to say. */
export function backendOf(settings: RunSettings, project: Project, note: (text: string) => void): Backend {
  switch (settings.backend) {
    case 'embedded':
      return embedded;
    case 'containers':
      return containers(settings.containers);
    case 'endpoint':
      return atEndpoint(settings.endpoint, project, note);
  }
}

function atEndpoint(at: RunSettings['endpoint'], project: Project, note: (text: string) => void): Backend {
  if (at === null) throw usageError('--backend endpoint', 'names no endpoint', 'Start the run anew with --endpoint.');
  const { url, reachedAt, profiles } = at;
  refusePrograms(project);
  const thingsOf = (plan: WorldPlan): readonly MadeThing[] => {
    const things = plannedThings(plan, project);
    note(`At ${url} this makes, and takes away at its end:`);
    for (const line of linesOf(things)) note(`  ${line}`);
    return things;
  };
  return endpoint({ url, reachedAt, tenancy: accountTenancy, thingsOf, profilesOf: (plan) => profilesOf(profiles, plan), note });
}

/** What they make is known to nobody but them, so nobody else could take it away again. */
export function refusePrograms({ modules }: Pick<Project, 'modules'>): void {
  for (const { id, infrastructure } of modules) {
    if (infrastructure.kind !== 'program') continue;
    throw usageError(
      'rehearsal.yaml',
      `module ${id} is made by ${infrastructure.tool}, and the endpoint backend can't take away what that makes`,
      'Rehearse this project with --backend embedded.',
    );
  }
}

/** A line an account: `111111111111: stacks payments-*, role rehearsal-stage`. Regions are named where there are several. */
export function linesOf(things: readonly MadeThing[]): readonly string[] {
  const accounts = new Map<string, readonly string[]>();
  const several = new Set(things.map(({ region }) => region)).size > 1;
  for (const thing of things) {
    const text = several ? `${describeThing(thing)} in ${thing.region}` : describeThing(thing);
    accounts.set(thing.account, [...(accounts.get(thing.account) ?? []), text]);
  }
  return [...accounts].map(([account, texts]) => `${account}: ${texts.join(', ')}`);
}
