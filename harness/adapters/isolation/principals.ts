import type { WorldPlan } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { peopleRole, roleArn, stageRole, testRole } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import type { FunctionRoles } from './function-roles.ts';
import { functionsOf } from './functions-of.ts';

/** Somebody of an environment, with credentials that really are theirs. */
export interface Prober {
  /** `role rehearsal-stage`. */
  readonly name: string;
  readonly arn: string;
  readonly clients: AwsClients;
}

/** The stage's role, that of its tests, that of people, and `roles`, which functions of the environment run with. Starts a function for each of those. */
export async function principalsOf(
  { name, account }: Pick<WorldPlan['environments'][number], 'name' | 'account'>,
  roles: readonly string[],
  sessions: Sessions,
  functionRoles: FunctionRoles,
): Promise<readonly Prober[]> {
  const own = [
    { role: stageRole, clients: sessions.stage(name) },
    { role: testRole, clients: sessions.test(name) },
    { role: peopleRole, clients: sessions.people(name) },
  ].map(({ role, clients }): Prober => ({ name: `role ${role}`, arn: roleArn(account, role), clients }));
  const root = sessions.root(account);
  const functions: Prober[] = [];
  // One after the other, as each starts a function: see network-attempts.ts.
  for (const arn of roles) {
    const clients = await functionRoles.as(root, arn);
    functions.push({ name: `function's role ${arn.slice(arn.lastIndexOf('/') + 1)}`, arn, clients });
  }
  return [...own, ...functions];
}

/** The roles that the account's functions run with, in every region. */
export async function executionRoles(inRegions: readonly AwsClients[]): Promise<readonly string[]> {
  const functions = (await Promise.all(inRegions.map(({ lambda }) => functionsOf(lambda)))).flat();
  return [...new Set(functions.flatMap(({ Role: role }) => (role === undefined ? [] : [role])))].sort();
}
