import type { ProjectModule } from '../../../src/model/project.ts';

/** The names that the harness gives to what it makes in the accounts. */
export const ciUser = 'rehearsal-ci';
export const pipelineRole = 'rehearsal-pipeline';
export const stageRole = 'rehearsal-stage';
export const testRole = 'rehearsal-test';
export const peopleRole = 'rehearsal-people';
export const platformRole = 'rehearsal-platform';
/** Who promotes where, now. */
export const lockTable = 'rehearsal-locks';

export function registryBucket(tooling: { readonly account: string; readonly region: string }): string {
  return `rehearsal-artefacts-${tooling.account}-${tooling.region}`;
}

/** An account's own bucket with copies of what the registry holds. */
export function copiesBucket(account: string, region: string): string {
  return `rehearsal-copies-${account}-${region}`;
}

/** The tooling account's bucket with what an environment's infrastructure tool knows; named after the environment's account. */
export function stateBucket(tooling: { readonly account: string; readonly region: string }, account: string): string {
  return `rehearsal-state-${tooling.account}-${tooling.region}-${account}`;
}

/** Who works with that state now. */
export function stateTable(account: string): string {
  return `rehearsal-state-locks-${account}`;
}

export function stateTableArn(tooling: { readonly account: string; readonly region: string }, account: string): string {
  return `arn:aws:dynamodb:${tooling.region}:${tooling.account}:table/${stateTable(account)}`;
}

export function userArn(account: string, user: string): string {
  return `arn:aws:iam::${account}:user/${user}`;
}

export function roleArn(account: string, role: string): string {
  return `arn:aws:iam::${account}:role/${role}`;
}

/** Secret with the credentials that the functions read at run time. */
export function applicationSecret(database: string): string {
  return `rehearsal/${database}/application`;
}

/** Secret with the credentials that only the stage's role may read, to migrate. */
export function migratorSecret(database: string): string {
  return `rehearsal/${database}/migrator`;
}

export function stackName(project: string, module: Pick<ProjectModule, 'id'>): string {
  return inStackNames(`${project}-${module.id}`);
}

/** What the names of all of a project's stacks begin with. */
export function stackPrefix(project: string): string {
  return inStackNames(`${project}-`);
}

function inStackNames(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
}
