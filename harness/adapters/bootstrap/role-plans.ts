import { ciUser, migratorSecret, pipelineRole, registryBucket, roleArn, stageRole, testRole, userArn } from '../aws/names.ts';
import type { RolePlan } from './ensure-role.ts';

interface Tooling {
  readonly account: string;
  readonly region: string;
}

function trusting(principalArn: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: principalArn }, Action: 'sts:AssumeRole' }] };
}

function policy(
  ...statements: readonly { readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] }[]
): object {
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) };
}

/** The pipeline: writes to the registry and may become each stage's role; it can do nothing in an environment by itself. */
export function pipelineRolePlan(tooling: Tooling, accounts: readonly string[]): RolePlan {
  const bucket = `arn:aws:s3:::${registryBucket(tooling)}`;
  return {
    name: pipelineRole,
    description: 'The delivery pipeline. Becomes each stage’s own role to promote.',
    trust: trusting(userArn(tooling.account, ciUser)),
    policy: policy(
      { Action: ['s3:GetObject', 's3:PutObject', 's3:GetObjectTagging', 's3:PutObjectTagging'], Resource: `${bucket}/*` },
      { Action: 's3:ListBucket', Resource: bucket },
      { Action: 'sts:AssumeRole', Resource: accounts.flatMap((account) => [roleArn(account, stageRole), roleArn(account, testRole)]) },
    ),
  };
}

/** A stage's role: deploys in its own account, reads the registry, migrates. Trusts the pipeline's role and nobody else. */
export function stageRolePlan(tooling: Tooling, account: string, region: string, databases: readonly string[]): RolePlan {
  const registry = `arn:aws:s3:::${registryBucket(tooling)}`;
  const secrets = databases.map((database) => `arn:aws:secretsmanager:${region}:${account}:secret:${migratorSecret(database)}-*`);
  return {
    name: stageRole,
    description: 'Promotes releases into this environment.',
    trust: trusting(roleArn(tooling.account, pipelineRole)),
    policy: policy(
      { Action: 'cloudformation:*', Resource: '*' },
      // Knows no resource.
      { Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
      { Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging'], Resource: `${registry}/*` },
      { Action: 's3:*', Resource: `arn:aws:s3:::*-${account}-*` },
      {
        Action: [
          'iam:CreateRole',
          'iam:GetRole',
          'iam:UpdateRole',
          'iam:DeleteRole',
          'iam:UpdateAssumeRolePolicy',
          'iam:TagRole',
          'iam:UntagRole',
          'iam:ListRoleTags',
          'iam:PutRolePolicy',
          'iam:GetRolePolicy',
          'iam:DeleteRolePolicy',
          'iam:ListRolePolicies',
          'iam:AttachRolePolicy',
          'iam:DetachRolePolicy',
          'iam:ListAttachedRolePolicies',
          'iam:PassRole',
          'iam:CreatePolicy',
          'iam:GetPolicy',
          'iam:GetPolicyVersion',
          'iam:DeletePolicy',
          'iam:CreatePolicyVersion',
          'iam:DeletePolicyVersion',
          'iam:ListPolicyVersions',
        ],
        Resource: [`arn:aws:iam::${account}:role/*`, `arn:aws:iam::${account}:policy/*`],
      },
      { Action: 'lambda:*', Resource: `arn:aws:lambda:${region}:${account}:function:*` },
      { Action: ['logs:*'], Resource: `arn:aws:logs:${region}:${account}:*` },
      {
        Action: [
          'ssm:PutParameter',
          'ssm:GetParameter',
          'ssm:GetParameters',
          'ssm:DeleteParameter',
          'ssm:AddTagsToResource',
          'ssm:RemoveTagsFromResource',
          'ssm:ListTagsForResource',
        ],
        Resource: `arn:aws:ssm:${region}:${account}:parameter/*`,
      },
      {
        Action: [
          'secretsmanager:CreateSecret',
          'secretsmanager:DescribeSecret',
          'secretsmanager:UpdateSecret',
          'secretsmanager:PutSecretValue',
          'secretsmanager:DeleteSecret',
          'secretsmanager:TagResource',
          'secretsmanager:UntagResource',
        ],
        Resource: `arn:aws:secretsmanager:${region}:${account}:secret:*`,
      },
      ...(secrets.length === 0 ? [] : [{ Action: 'secretsmanager:GetSecretValue', Resource: secrets }]),
    ),
  };
}

/** What the project's own checks may do: look, and invoke. */
export function testRolePlan(tooling: Tooling, account: string, region: string): RolePlan {
  return {
    name: testRole,
    description: 'The project’s own checks: they look and invoke, and change nothing.',
    trust: trusting(roleArn(tooling.account, pipelineRole)),
    policy: policy(
      {
        Action: [
          'lambda:InvokeFunction',
          'lambda:GetFunction',
          'lambda:GetFunctionConfiguration',
          'lambda:GetAlias',
          'lambda:ListVersionsByFunction',
        ],
        Resource: `arn:aws:lambda:${region}:${account}:function:*`,
      },
      { Action: ['cloudformation:DescribeStacks', 'cloudformation:DescribeStackResources'], Resource: '*' },
      {
        Action: ['logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
        Resource: `arn:aws:logs:${region}:${account}:*`,
      },
    ),
  };
}
