import { createHash } from 'node:crypto';
import type { KeyRow } from './state.ts';

/** Services that have a key of their own in each account and region: the signing name, by the alias's. */
const owners: Readonly<Record<string, string>> = {
  s3: 's3',
  secretsmanager: 'secretsmanager',
  ssm: 'ssm',
  lambda: 'lambda',
  sns: 'sns',
  sqs: 'sqs',
  dynamodb: 'dynamodb',
};

/** The service of `alias/aws/s3`; undefined where AWS keeps no key under the alias. */
export function ownerOfAlias(alias: string): string | undefined {
  return alias.startsWith('alias/aws/') ? owners[alias.slice('alias/aws/'.length)] : undefined;
}

/**
 * An AWS managed key as it will be once it is used: its id follows from account, region and service.
 * The policy is AWS's: everybody in the account by way of the service, nobody directly.
 */
export function plannedManagedKey(service: string, account: string, region: string, now: Date): KeyRow {
  const digest = createHash('sha256').update(`${account}/${region}/aws/${service}`).digest('hex');
  const id = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
  return {
    id,
    arn: `arn:aws:kms:${region}:${account}:key/${id}`,
    manager: 'AWS',
    description: `Default key that protects my ${whatIsProtected[service] ?? `${service} data`} when no other key is defined`,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    createdAt: now.toISOString(),
    enabled: true,
    policy: JSON.stringify(policyOf(service, account, region), undefined, 2),
    tags: {},
    rotation: { since: now.toISOString(), periodDays: 365 },
  };
}

const whatIsProtected: Readonly<Record<string, string>> = {
  s3: 'S3 objects',
  secretsmanager: 'Secrets Manager data',
  ssm: 'SSM parameters',
  lambda: 'Lambda functions',
};

function policyOf(service: string, account: string, region: string): object {
  return {
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use it`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  };
}
