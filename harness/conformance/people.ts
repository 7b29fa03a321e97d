import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ConformanceWorld, WorldCredentials } from './suite.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const policyOf = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

export const trustIn = (Principal: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }] });

export interface Person {
  readonly name: string;
  readonly arn: string;
  readonly credentials: WorldCredentials;
}

/** A new user with an access key who may do what `statements` say and nothing else. */
export async function makeUser(world: ConformanceWorld, account: string, ...statements: readonly Statement[]): Promise<Person> {
  const iam = world.client(IAMClient, account);
  const name = world.unique('person');
  const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
  if (statements.length > 0) {
    await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: 'may', PolicyDocument: policyOf(...statements) }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  return { name, arn: User?.Arn ?? '', credentials };
}

/** A new role with that trust policy that may do what `statements` say. Gives its ARN. */
export async function makeRole(
  world: ConformanceWorld,
  account: string,
  trust: string,
  ...statements: readonly Statement[]
): Promise<string> {
  const iam = world.client(IAMClient, account);
  const name = world.unique('role');
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
  if (statements.length > 0) {
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'may', PolicyDocument: policyOf(...statements) }));
  }
  return Role?.Arn ?? '';
}

/** A session of the role, taken by a new user of `account` who may take any. */
export async function sessionOf(world: ConformanceWorld, roleArn: string, account: string): Promise<WorldCredentials> {
  const person = await makeUser(world, account, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
  return takeRole(world.client(STSClient, account, person.credentials), roleArn);
}

export async function takeRole(
  sts: STSClient,
  roleArn: string,
  more: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
): Promise<WorldCredentials> {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'conformance', ...more }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}
