/** A policy that AWS keeps, as it answers for it. */
export interface AwsManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly defaultVersion: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly description: string;
  readonly document: string;
}

interface Entry extends Omit<AwsManagedPolicy, 'arn' | 'path' | 'document'> {
  readonly path?: string;
  readonly statements: readonly Readonly<Record<string, unknown>>[];
}

const logActions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const readActions = [
  'apigateway:GET',
  'cloudformation:Describe*',
  'cloudformation:Detect*',
  'cloudformation:Estimate*',
  'cloudformation:Get*',
  'cloudformation:List*',
  'dynamodb:BatchGet*',
  'dynamodb:Describe*',
  'dynamodb:Get*',
  'dynamodb:List*',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
  'events:Describe*',
  'events:List*',
  'events:Test*',
  'iam:Generate*',
  'iam:Get*',
  'iam:List*',
  'iam:Simulate*',
  'kms:Describe*',
  'kms:Get*',
  'kms:List*',
  'lambda:Get*',
  'lambda:List*',
  'logs:Describe*',
  'logs:FilterLogEvents',
  'logs:Get*',
  'logs:ListTagsLogGroup',
  'logs:StartQuery',
  'logs:StopQuery',
  'logs:TestMetricFilter',
  's3:DescribeJob',
  's3:Get*',
  's3:List*',
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:List*',
  'sns:Check*',
  'sns:Get*',
  'sns:List*',
  'sqs:Get*',
  'sqs:List*',
  'sqs:Receive*',
  'ssm:Describe*',
  'ssm:Get*',
  'ssm:List*',
  'sts:GetAccessKeyInfo',
  'sts:GetCallerIdentity',
  'sts:GetSessionToken',
];

/**
 * Only policies whose document is known word for word, but for ReadOnlyAccess; of any other AWS says here that it does not exist.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const entries: readonly Entry[] = [
  {
    name: 'AdministratorAccess',
    id: 'ANPAIWMBCKSKIEE64ZLYK',
    defaultVersion: 'v1',
    createdAt: '2015-02-06T18:39:46Z',
    updatedAt: '2015-02-06T18:39:46Z',
    description: 'Provides full access to AWS services and resources.',
    statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
  {
    name: 'AWSCloudFormationReadOnlyAccess',
    id: 'ANPAJWVBEE4I2POWLODLW',
    defaultVersion: 'v4',
    createdAt: '2015-02-06T18:39:49Z',
    updatedAt: '2019-12-05T16:35:40Z',
    description: 'Provides access to AWS CloudFormation via the AWS Management Console.',
    statements: [
      {
        Effect: 'Allow',
        Action: [
          'cloudformation:Describe*',
          'cloudformation:EstimateTemplateCost',
          'cloudformation:Get*',
          'cloudformation:List*',
          'cloudformation:ValidateTemplate',
          'cloudformation:Detect*',
        ],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaBasicExecutionRole',
    id: 'ANPAJNCQGXC42545SKXIK',
    path: '/service-role/',
    defaultVersion: 'v1',
    createdAt: '2015-04-09T15:03:43Z',
    updatedAt: '2015-04-09T15:03:43Z',
    description: 'Provides write permissions to CloudWatch Logs.',
    statements: [{ Effect: 'Allow', Action: logActions, Resource: '*' }],
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    id: 'ANPAJVTME3YLVNL72YR2K',
    path: '/service-role/',
    defaultVersion: 'v3',
    createdAt: '2016-02-11T23:15:26Z',
    updatedAt: '2024-01-05T22:38:43Z',
    description:
      'Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC - create, describe, delete network interfaces and write permissions to CloudWatch Logs.',
    statements: [
      {
        Sid: 'AWSLambdaVPCAccessExecutionPermissions',
        Effect: 'Allow',
        Action: [
          ...logActions,
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    id: 'ANPAIZTJ4DXE7G6AGAE6M',
    defaultVersion: 'v3',
    createdAt: '2015-02-06T18:40:59Z',
    updatedAt: '2023-08-10T21:31:39Z',
    description: 'Provides read only access to all buckets via the AWS Management Console.',
    statements: [
      {
        Effect: 'Allow',
        Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaDynamoDBExecutionRole',
    id: 'ANPAIP7WNAGMIPYNW4WQG',
    path: '/service-role/',
    defaultVersion: 'v1',
    createdAt: '2015-04-09T15:09:29Z',
    updatedAt: '2015-04-09T15:09:29Z',
    description: 'Provides list and read access to DynamoDB streams and write permissions to CloudWatch Logs.',
    statements: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams', ...logActions],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaSQSQueueExecutionRole',
    id: 'ANPAJFWJZI6JNND4TSELK',
    path: '/service-role/',
    defaultVersion: 'v1',
    createdAt: '2018-06-14T21:50:45Z',
    updatedAt: '2018-06-14T21:50:45Z',
    description:
      'Provides receive message, delete message, and read attribute access to SQS queues, and write permissions to CloudWatch logs.',
    statements: [
      { Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...logActions], Resource: '*' },
    ],
  },
  {
    name: 'AWSXrayWriteOnlyAccess',
    id: 'ANPAIAACM4LMYSRGBCTM6',
    defaultVersion: 'v2',
    createdAt: '2016-12-01T18:19:53Z',
    updatedAt: '2018-08-28T23:03:04Z',
    description: 'AWS X-Ray write only managed policy',
    statements: [
      {
        Effect: 'Allow',
        Action: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
        Resource: ['*'],
      },
    ],
  },
  {
    // AWS's has some 1,500 actions of 300 services. These are those of the services that can be called here: no call is decided otherwise.
    name: 'ReadOnlyAccess',
    id: 'ANPAILL3HVNFSB6DCOWYQ',
    defaultVersion: 'v87',
    createdAt: '2015-02-06T18:39:48Z',
    updatedAt: '2022-05-23T20:16:18Z',
    description: 'Provides read-only access to AWS services and resources.',
    statements: [{ Effect: 'Allow', Action: readActions, Resource: '*' }],
  },
];

/** By ARN. */
export const awsManagedPolicies: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  entries.map(({ statements, path = '/', ...entry }) => {
    const arn = `arn:aws:iam::aws:policy${path}${entry.name}`;
    return [arn, { ...entry, path, arn, document: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }] as const;
  }),
);
