import type { PolicyDocument, PolicyStatement } from '../../accounts/policy.ts';

/**
 * Whether S3 counts a bucket policy as public: it lets everybody in, and no condition pins the caller to a fixed value.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublicPolicy(policy: PolicyDocument): boolean {
  return policy.Statement.some((statement) => statement.Effect === 'Allow' && namesEverybody(statement) && !pinsCaller(statement));
}

function namesEverybody({ Principal, NotPrincipal }: PolicyStatement): boolean {
  if (NotPrincipal !== undefined || Principal === '*') return true;
  const accounts = Principal?.['AWS'] ?? [];
  return (typeof accounts === 'string' ? [accounts] : accounts).includes('*');
}

const pinningKeys = new Set(
  [
    'aws:PrincipalArn',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceArn',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceIp',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceOwner',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
);

function pinsCaller({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(StringEquals|StringLike|ArnEquals|ArnLike|IpAddress)(IgnoreCase)?$/i.test(operator) && Object.entries(keys).some(isFixed),
  );
}

function isFixed([key, value]: readonly [string, unknown]): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  return (
    pinningKeys.has(key.toLowerCase()) && values.every((each) => typeof each === 'string' && !/[*?$]/.test(each) && !each.endsWith('/0'))
  );
}
