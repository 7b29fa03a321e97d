import { CreateAliasCommand, CreateKeyCommand, DescribeKeyCommand, NotFoundException, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import type { AwsClients } from '../aws/accounts.ts';
import { pipelineRole, roleArn, stageRole } from '../aws/names.ts';

export const registryKeyAlias = 'alias/rehearsal-artefacts';

/** The ARN of the key that artefacts are encrypted with: the pipeline writes with it, the stages' roles read, and nobody else does either. */
export async function ensureRegistryKey(root: AwsClients, tooling: string, accounts: readonly string[]): Promise<string> {
  const present = await find(root);
  const policy = JSON.stringify(keyPolicy(tooling, accounts));
  if (present !== null) {
    // The only name that there is; LocalStack wants it said.
    await root.kms.send(new PutKeyPolicyCommand({ KeyId: present, PolicyName: 'default', Policy: policy }));
    return present;
  }
  const { KeyMetadata: made } = await root.kms.send(new CreateKeyCommand({ Description: 'Artefacts of releases', Policy: policy }));
  if (made?.KeyId === undefined || made.Arn === undefined) throw new Error('CreateKey answered without a key');
  await root.kms.send(new CreateAliasCommand({ AliasName: registryKeyAlias, TargetKeyId: made.KeyId }));
  return made.Arn;
}

async function find({ kms }: AwsClients): Promise<string | null> {
  try {
    return (await kms.send(new DescribeKeyCommand({ KeyId: registryKeyAlias }))).KeyMetadata?.Arn ?? null;
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
}

function keyPolicy(tooling: string, accounts: readonly string[]): object {
  return {
    Version: '2012-10-17',
    Statement: [
      // Without it nobody could change this policy: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
      { Sid: 'AccountAdministers', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${tooling}:root` }, Action: 'kms:*', Resource: '*' },
      {
        Sid: 'PipelineWrites',
        Effect: 'Allow',
        Principal: { AWS: roleArn(tooling, pipelineRole) },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: '*',
      },
      // A statement without a principal is malformed.
      ...(accounts.length === 0
        ? []
        : [
            {
              Sid: 'StagesRead',
              Effect: 'Allow',
              Principal: { AWS: accounts.map((account) => roleArn(account, stageRole)) },
              Action: 'kms:Decrypt',
              Resource: '*',
            },
          ]),
    ],
  };
}
