import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  EntityAlreadyExistsException,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { AwsClients, AwsCredentials } from '../aws/accounts.ts';
import { ciUser, pipelineRole, roleArn } from '../aws/names.ts';

/** The CI system's own identity in the tooling account: it may become the pipeline's role and nothing else. Root can't: AWS lets no root user assume a role. */
export async function ensureCiUser(root: AwsClients, account: string): Promise<void> {
  try {
    await root.iam.send(new CreateUserCommand({ UserName: ciUser }));
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn(account, pipelineRole) };
  await root.iam.send(
    new PutUserPolicyCommand({
      UserName: ciUser,
      PolicyName: ciUser,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
}

/** A key for this run; those of former runs go. */
export async function newCiKey(root: AwsClients): Promise<AwsCredentials> {
  const { AccessKeyMetadata: former = [] } = await root.iam.send(new ListAccessKeysCommand({ UserName: ciUser }));
  for (const { AccessKeyId: id } of former) await root.iam.send(new DeleteAccessKeyCommand({ UserName: ciUser, AccessKeyId: id }));
  const { AccessKey: key } = await root.iam.send(new CreateAccessKeyCommand({ UserName: ciUser }));
  if (key?.AccessKeyId === undefined || key.SecretAccessKey === undefined) throw new Error('CreateAccessKey answered without a key');
  return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
}
