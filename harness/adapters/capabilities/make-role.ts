import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import type { ProbePlace } from './probe.ts';

export interface Trust {
  readonly Principal: Readonly<Record<string, string>>;
  readonly Action?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A role without permissions that those may take whom `trust` names. Gives its ARN. */
export async function makeRole(place: ProbePlace, trust: Trust, account: string = place.account): Promise<string> {
  const { iam } = place.owner(account);
  const RoleName = place.name('role');
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...trust }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const { Role: role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  place.afterwards(() => iam.send(new DeleteRoleCommand({ RoleName })));
  if (role?.Arn === undefined) throw new Error('IAM answered without a role');
  return role.Arn;
}
