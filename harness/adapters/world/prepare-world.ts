import { randomBytes } from 'node:crypto';
import type { Project } from '../../../src/model/project.ts';
import type { PlannedEnvironment, World, WorldPlan } from '../../backends/backend.ts';
import { createDatabase } from '../../postgres/index.ts';
import { applicationSecret, migratorSecret, peopleRole, roleArn, stageRole, testRole } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { ensureDatabaseSecret, readDatabaseSecret } from '../bootstrap/database-secret.ts';
import { ensureCiUser } from '../bootstrap/ci-user.ts';
import { ensureCdkBootstrap, isOfCdk } from '../bootstrap/cdk-bootstrap.ts';
import { ensureIacState } from '../bootstrap/iac-state.ts';
import { ensurePlatform } from '../bootstrap/platform.ts';
import { ensureRegistry } from '../bootstrap/registry.ts';
import { ensureRole } from '../bootstrap/ensure-role.ts';
import { peopleRolePlan, pipelineRolePlan, stageRolePlan, testRolePlan } from '../bootstrap/role-plans.ts';
import { iacStateOf } from '../state/iac-state.ts';
import { ensureLockTable } from '../state/table-locks.ts';
import { keyTrusts, type Trusts, webIdentityTrusts } from '../identity/trusts.ts';

/**
 * Gives every account what a platform team would have put there before the first release: roles, registry, databases and their secrets.
 * Done again at every start; what is right already stays as it is.
 */
export async function prepareWorld(world: World, plan: WorldPlan, sessions: Sessions, project: Project): Promise<void> {
  const { tooling, environments } = plan;
  const accounts = environments.map((environment) => environment.account);
  const copies = copiesOf(plan);
  const trusts = await openAccounts(world, plan, sessions);
  // The pipeline's role first: where the others' trust policies name it, AWS refuses a principal that isn't there.
  const becomes = sessions.identity === null ? accounts.flatMap(rolesOf) : [];
  const toolings = toolingsOf(world, plan);
  await Promise.all(
    toolings.map((account) => ensureRole(sessions.toolingIn(account), pipelineRolePlan(trusts.pipeline(), tooling, copies, becomes))),
  );
  await Promise.all(environments.map((environment) => prepareAccount(environment, { world, tooling, sessions, trusts, project })));
  if (!world.missing.includes('lock-table')) await ensureLockTable(sessions.root(tooling.account));
  // A policy can only name roles that its emulator knows.
  const readers = world.apart ? [] : accounts;
  for (const region of [tooling.region, ...copies])
    await ensureRegistry(sessions.root(tooling.account, region), { account: tooling.account, region }, readers);
}

/** Whose emulators have to know the tooling account: its own, and every account's that is apart from it. */
function toolingsOf({ apart }: World, { tooling, environments }: WorldPlan): readonly string[] {
  return [tooling.account, ...(apart ? environments.map(({ account }) => account) : [])];
}

/** Regions beside the tooling account's own: what is deployed there comes from a copy of the registry. */
export function copiesOf({ tooling, environments }: Pick<WorldPlan, 'tooling' | 'environments'>): readonly string[] {
  return [...new Set(environments.flatMap(({ regions }) => regions))].filter((region) => region !== tooling.region);
}

/** The same for one environment alone; the tooling account stays as it is. */
export async function prepareEnvironment(
  world: World,
  { tooling, environments }: WorldPlan,
  sessions: Sessions,
  project: Project,
  name: string,
): Promise<void> {
  const environment = environments.find((each) => each.name === name);
  if (environment === undefined) throw new Error(`the world has no environment "${name}"`);
  const { identity } = sessions;
  const { account } = environment;
  const trusts = identity === null ? keyTrusts(tooling.account) : webIdentityTrusts(identity, tooling.account);
  if (identity !== null) await ensurePlatform(sessions.owner(account), account, identity, trusts.platform(account));
  await prepareAccount(environment, { world, tooling, sessions, trusts, project });
}

interface Preparing {
  readonly world: World;
  readonly tooling: WorldPlan['tooling'];
  readonly sessions: Sessions;
  readonly trusts: Trusts;
  readonly project: Project;
}

async function prepareAccount(
  environment: WorldPlan['environments'][number],
  { world, tooling, sessions, trusts, project }: Preparing,
): Promise<void> {
  const { name, account, regions, access, database } = environment;
  const databases = databasesOf(project);
  const root = sessions.root(account);
  const trust = trusts.stage(name, account);
  const state = iacStateOf({ tooling, account, locks: !world.missing.includes('lock-table') });
  await ensureRole(root, stageRolePlan(trust, tooling, { ...environment, project: project.name }, databases, state));
  await ensureRole(root, testRolePlan(trust, account, regions));
  await ensureRole(root, peopleRolePlan(trusts.people(account), access));
  if (isOfCdk(project)) for (const region of regions) await ensureCdkBootstrap(sessions.root(account, region));
  await ensureIacState(sessions.toolingIn(account), state, account);
  if (database) for (const wanted of databases) await prepareDatabase(world, sessions, environment, wanted);
}

/** Lets whoever sets accounts up in, and says whom each role trusts from then on. */
async function openAccounts(world: World, plan: WorldPlan, sessions: Sessions): Promise<Trusts> {
  const { tooling, environments } = plan;
  const { identity } = sessions;
  if (identity === null) {
    await Promise.all(toolingsOf(world, plan).map((account) => ensureCiUser(sessions.toolingIn(account), tooling.account)));
    return keyTrusts(tooling.account);
  }
  const trusts = webIdentityTrusts(identity, tooling.account);
  const accounts = [tooling.account, ...environments.map((environment) => environment.account)];
  await Promise.all(accounts.map((account) => ensurePlatform(sessions.owner(account), account, identity, trusts.platform(account))));
  return trusts;
}

function rolesOf(account: string): readonly string[] {
  return [stageRole, testRole, peopleRole].map((role) => roleArn(account, role));
}

export function databasesOf(project: Pick<Project, 'modules'>): readonly string[] {
  return [...new Set(project.modules.flatMap((module) => (module.database === null ? [] : [module.database.name])))];
}

export function databaseRoles(database: string): { readonly migrator: string; readonly application: string } {
  return { migrator: `${database}_migrator`, application: `${database}_application` };
}

async function prepareDatabase(
  world: World,
  sessions: Sessions,
  { name, account, regions }: PlannedEnvironment,
  database: string,
): Promise<void> {
  const root = sessions.root(account);
  const server = world.postgresOf(name);
  const names = { migrator: migratorSecret(database), application: applicationSecret(database) };
  const [formerMigrator, formerApplication] = await Promise.all([
    readDatabaseSecret(root, names.migrator),
    readDatabaseSecret(root, names.application),
  ]);
  const roles = databaseRoles(database);
  const migrator = { user: roles.migrator, password: formerMigrator?.password ?? newPassword() };
  const application = { user: roles.application, password: formerApplication?.password ?? newPassword() };
  await createDatabase({ host: server.host, port: server.port, ...server.superuser }, { database, migrator, application });
  const secret = (login: { user: string; password: string }, at: { host: string; port: number }) =>
    ({ engine: 'postgres', host: at.host, port: at.port, dbname: database, username: login.user, password: login.password }) as const;
  // The migrator works from this machine, the functions from wherever the backend runs them.
  await ensureDatabaseSecret(root, names.migrator, secret(migrator, server));
  // As Secrets Manager replicates one: functions read it in their own region.
  for (const region of regions)
    await ensureDatabaseSecret(sessions.root(account, region), names.application, secret(application, server.fromFunctions));
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
