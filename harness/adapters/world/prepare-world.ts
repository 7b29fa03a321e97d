import { randomBytes } from 'node:crypto';
import type { Project } from '../../../src/model/project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { createDatabase } from '../../postgres/index.ts';
import { applicationSecret, migratorSecret } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { ensureDatabaseSecret, readDatabaseSecret } from '../bootstrap/database-secret.ts';
import { ensureCiUser } from '../bootstrap/ci-user.ts';
import { ensureRegistry } from '../bootstrap/registry.ts';
import { ensureRole } from '../bootstrap/ensure-role.ts';
import { pipelineRolePlan, stageRolePlan, testRolePlan } from '../bootstrap/role-plans.ts';

/**
 * Gives every account what a platform team would have put there before the first release: roles, registry, databases and their secrets.
 * Done again at every start; what is right already stays as it is.
 */
export async function prepareWorld(world: World, plan: WorldPlan, sessions: Sessions, project: Project): Promise<void> {
  const { tooling, environments } = plan;
  const accounts = environments.map((environment) => environment.account);
  const databases = databasesOf(project);
  await ensureCiUser(sessions.root(tooling.account), tooling.account);
  // The pipeline's role first: the others' trust policies name it, and AWS refuses a principal that isn't there.
  await ensureRole(sessions.root(tooling.account), pipelineRolePlan(tooling, accounts));
  await Promise.all(
    environments.map(async ({ name, account, region, database }) => {
      const root = sessions.root(account);
      await ensureRole(root, stageRolePlan(tooling, account, region, databases));
      await ensureRole(root, testRolePlan(tooling, account, region));
      if (database) for (const wanted of databases) await prepareDatabase(world, sessions, name, account, wanted);
    }),
  );
  await ensureRegistry(sessions.root(tooling.account), tooling, accounts);
}

export function databasesOf(project: Project): readonly string[] {
  return [...new Set(project.modules.flatMap((module) => (module.database === null ? [] : [module.database.name])))];
}

export function databaseRoles(database: string): { readonly migrator: string; readonly application: string } {
  return { migrator: `${database}_migrator`, application: `${database}_application` };
}

async function prepareDatabase(world: World, sessions: Sessions, environment: string, account: string, database: string): Promise<void> {
  const root = sessions.root(account);
  const server = world.postgresOf(environment);
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
  await ensureDatabaseSecret(root, names.application, secret(application, server.fromFunctions));
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
