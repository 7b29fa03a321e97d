import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import type { AwsClients } from '../aws/accounts.ts';
import { admittingStatement } from './admitting-statement.ts';
import type { Target } from './targets.ts';

interface Policy {
  readonly called: string;
  readonly text: string | undefined;
}

/** The statement of the resource's own policy that lets the account in: across accounts there has to be one. Null where it isn't found. */
export async function blame(
  owner: AwsClients,
  target: Target,
  from: { readonly account: string; readonly role: string },
): Promise<string | null> {
  const policy = await policyOf(owner, target);
  const statement = policy?.text === undefined ? null : admittingStatement(policy.text, from);
  return policy === null || statement === null ? null : `${statement} of ${policy.called}`;
}

async function policyOf({ iam, s3, secrets, lambda }: AwsClients, { kind, name, reference }: Target): Promise<Policy | null> {
  switch (kind) {
    case 'role': {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
      return { called: "the role's trust policy", text: decodeURIComponent(role?.AssumeRolePolicyDocument ?? '') };
    }
    case 'bucket': {
      const { Policy: text } = await s3.send(new GetBucketPolicyCommand({ Bucket: reference }));
      return { called: 'the bucket policy', text };
    }
    case 'secret': {
      const { ResourcePolicy: text } = await secrets.send(new GetResourcePolicyCommand({ SecretId: reference }));
      return { called: "the secret's resource policy", text };
    }
    case 'function': {
      const { Policy: text } = await lambda.send(new GetPolicyCommand({ FunctionName: reference }));
      return { called: "the function's resource policy", text };
    }
    case 'url':
    case 'stack':
    case 'parameter':
    case 'log group':
      // No policy of their own that could name another account.
      return null;
  }
}
