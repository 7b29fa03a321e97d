import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { AwsCredentials } from '../aws/accounts.ts';
import type { ProbePlace } from './probe.ts';

export interface ProbeUser {
  readonly arn: string;
  readonly credentials: AwsCredentials;
}

/** Somebody of the account with a key, who may call `actions` on anything and nothing else. */
export async function makeUser(place: ProbePlace, ...actions: readonly string[]): Promise<ProbeUser> {
  const { iam } = place.owner(place.account);
  const UserName = place.name('user');
  const { User: user } = await iam.send(new CreateUserCommand({ UserName }));
  place.afterwards(() => iam.send(new DeleteUserCommand({ UserName })));
  if (actions.length > 0) {
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }));
    place.afterwards(() => iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'may' })));
  }
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = key ?? {};
  if (user?.Arn === undefined || accessKeyId === undefined || secretAccessKey === undefined) throw new Error('IAM answered without a key');
  place.afterwards(() => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: accessKeyId })));
  return { arn: user.Arn, credentials: { accessKeyId, secretAccessKey } };
}
