import { lockTable, migratorSecret, peopleRole, pipelineRole, platformRole, registryBucket, stageRole, testRole } from '../aws/names.ts';
import type { IacState } from '../state/iac-state.ts';
import type { RolePlan } from './ensure-role.ts';
import { stateBucketGrants, stateTableGrant } from './iac-state.ts';

interface Tooling {
  readonly account: string;
  readonly region: string;
}

/** Whichever key the registry has there; its own policy says who may use it. */
function registryKey(account: string, region: string): string {
  return `arn:aws:kms:${region}:${account}:key/*`;
}

/** The registry and its copies. */
function registryBuckets({ account }: Tooling, regions: readonly string[]): readonly string[] {
  return regions.map((region) => `arn:aws:s3:::${registryBucket({ account, region })}`);
}

function lockTableArn({ account, region }: Tooling): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${lockTable}`;
}

function policy(
  ...statements: readonly { readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] }[]
): object {
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) };
}

/** Who sets an account up: all of it, and nobody's to use once a release is on its way. */
export function platformRolePlan(trust: object): RolePlan {
  return {
    name: platformRole,
    description: 'Sets this account up, in the place of its root.',
    trust,
    policy: policy({ Action: '*', Resource: '*' }),
  };
}

/** The pipeline: writes to the registry and its copies, and may become the roles that are named to it; it can do nothing in an environment by itself. */
export function pipelineRolePlan(trust: object, tooling: Tooling, copies: readonly string[], becomes: readonly string[]): RolePlan {
  const bucket = `arn:aws:s3:::${registryBucket(tooling)}`;
  const regions = [tooling.region, ...copies];
  const buckets = registryBuckets(tooling, regions);
  return {
    name: pipelineRole,
    description: "The delivery pipeline. Promotes with each stage's own role.",
    trust,
    policy: policy(
      {
        Action: ['s3:GetObject', 's3:PutObject', 's3:GetObjectTagging', 's3:PutObjectTagging'],
        Resource: buckets.map((one) => `${one}/*`),
      },
      { Action: 's3:ListBucket', Resource: buckets },
      // Where locks are objects.
      { Action: 's3:DeleteObject', Resource: `${bucket}/state/*.lock` },
      { Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: regions.map((region) => registryKey(tooling.account, region)) },
      { Action: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem'], Resource: lockTableArn(tooling) },
      ...(becomes.length === 0 ? [] : [{ Action: 'sts:AssumeRole', Resource: becomes }]),
    ),
  };
}

interface StagePlace {
  readonly account: string;
  /** The first of `regions`, with the database. */
  readonly region: string;
  readonly regions: readonly string[];
  readonly project: string;
}

/** A stage's role: deploys in its own account, reads the registry, migrates. */
export function stageRolePlan(
  trust: object,
  tooling: Tooling,
  { account, region, regions, project }: StagePlace,
  databases: readonly string[],
  state: IacState,
): RolePlan {
  const readFrom = [...new Set([tooling.region, ...regions])];
  const everywhere = (of: (region: string) => string): readonly string[] => regions.map(of);
  const secrets = databases.map((database) => `arn:aws:secretsmanager:${region}:${account}:secret:${migratorSecret(database)}-*`);
  return {
    name: stageRole,
    description: 'Promotes releases into this environment.',
    trust,
    policy: policy(
      { Action: 'cloudformation:*', Resource: '*' },
      // Knows no resource.
      { Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
      {
        Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging'],
        Resource: registryBuckets(tooling, readFrom).map((one) => `${one}/*`),
      },
      { Action: 'kms:Decrypt', Resource: readFrom.map((from) => registryKey(tooling.account, from)) },
      // The project's own keys; a new one has no ARN yet, and aliases are listed for all of them.
      { Action: 'kms:*', Resource: ['key', 'alias'].flatMap((kind) => everywhere((at) => `arn:aws:kms:${at}:${account}:${kind}/*`)) },
      { Action: ['kms:CreateKey', 'kms:TagResource', 'kms:ListAliases'], Resource: '*' },
      ...stateBucketGrants(state.bucket),
      ...(state.lockTable === null ? [] : [stateTableGrant(state.lockTable)]),
      // Buckets named after the account, and those that CloudFormation names after the project's stacks.
      { Action: 's3:*', Resource: [`arn:aws:s3:::*-${account}-*`, `arn:aws:s3:::${project}-*`] },
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
      {
        Action: 'lambda:*',
        Resource: ['function', 'event-source-mapping'].flatMap((kind) => everywhere((at) => `arn:aws:lambda:${at}:${account}:${kind}:*`)),
      },
      ...eventsAndData(account, regions),
      { Action: ['logs:*'], Resource: everywhere((at) => `arn:aws:logs:${at}:${account}:*`) },
      // Of a region, and of no group in it.
      { Action: ['logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DeleteResourcePolicy'], Resource: '*' },
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
        Resource: everywhere((at) => `arn:aws:ssm:${at}:${account}:parameter/*`),
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
          'secretsmanager:PutResourcePolicy',
          'secretsmanager:GetResourcePolicy',
          'secretsmanager:DeleteResourcePolicy',
        ],
        Resource: everywhere((at) => `arn:aws:secretsmanager:${at}:${account}:secret:*`),
      },
      ...(secrets.length === 0 ? [] : [{ Action: 'secretsmanager:GetSecretValue', Resource: secrets }]),
    ),
  };
}

/** Queues, topics, rules, tables and HTTP APIs of the environment's own account. */
function eventsAndData(
  account: string,
  regions: readonly string[],
): readonly { readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] }[] {
  const own = (service: string): readonly string[] => regions.map((region) => `arn:aws:${service}:${region}:${account}:*`);
  return [
    { Action: ['sqs:*', 'sns:*', 'events:*', 'dynamodb:*'], Resource: ['sqs', 'sns', 'events', 'dynamodb'].flatMap(own) },
    // Of a subscription, which no policy can name.
    { Action: ['sns:Unsubscribe', 'sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes'], Resource: '*' },
    // Its ARNs name no account, and a mapping is looked for before it has one.
    {
      Action: 'apigateway:*',
      Resource: regions.flatMap((region) => ['/apis', '/apis/*', '/tags/*'].map((path) => `arn:aws:apigateway:${region}::${path}`)),
    },
    { Action: ['lambda:CreateEventSourceMapping', 'lambda:ListEventSourceMappings'], Resource: '*' },
  ];
}

/** What the project's own checks may do: look, and invoke. */
export function testRolePlan(trust: object, account: string, regions: readonly string[]): RolePlan {
  return {
    name: testRole,
    description: "The project's own checks: they look and invoke, and change nothing.",
    trust,
    policy: policy(
      {
        Action: [
          'lambda:InvokeFunction',
          'lambda:GetFunction',
          'lambda:GetFunctionConfiguration',
          'lambda:GetAlias',
          'lambda:ListVersionsByFunction',
        ],
        Resource: regions.map((region) => `arn:aws:lambda:${region}:${account}:function:*`),
      },
      { Action: ['cloudformation:DescribeStacks', 'cloudformation:DescribeStackResources'], Resource: '*' },
      {
        Action: ['logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
        Resource: regions.map((region) => `arn:aws:logs:${region}:${account}:*`),
      },
    ),
  };
}

/** What people of the project may do: look, and read no secret. Where the environment is anyone's, change it as well. */
export function peopleRolePlan(trust: object, access: 'pipeline' | 'anyone'): RolePlan {
  const look = {
    Action: [
      'cloudformation:Describe*',
      'cloudformation:Get*',
      'cloudformation:List*',
      'lambda:Get*',
      'lambda:List*',
      'logs:Describe*',
      'logs:FilterLogEvents',
      'logs:Get*',
      's3:Get*',
      's3:List*',
      'secretsmanager:DescribeSecret',
      'secretsmanager:ListSecrets',
      'sqs:Get*',
      'sqs:List*',
      'ssm:DescribeParameters',
    ],
    Resource: '*',
  };
  const change = { Action: ['cloudformation:*', 'lambda:*', 'logs:*', 's3:*', 'sqs:*', 'ssm:*', 'secretsmanager:*'], Resource: '*' };
  return {
    name: peopleRole,
    description:
      access === 'pipeline' ? 'People look; only the pipeline changes anything.' : 'People of the project, in an environment of their own.',
    trust,
    policy: access === 'pipeline' ? policy(look) : policy(look, change),
  };
}
