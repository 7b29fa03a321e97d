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

/**
 * Only policies whose document is known word for word; of any other AWS says here that it does not exist.
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
];

/** By ARN. */
export const awsManagedPolicies: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  entries.map(({ statements, path = '/', ...entry }) => {
    const arn = `arn:aws:iam::aws:policy${path}${entry.name}`;
    return [arn, { ...entry, path, arn, document: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }] as const;
  }),
);
