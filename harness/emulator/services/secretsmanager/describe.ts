import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { Secret } from './state.ts';

/** What DescribeSecret and ListSecrets show alike. Never a value. */
export function describe(secret: Secret): Omit<SecretListEntry, 'SecretVersionsToStages'> {
  const { description, kmsKeyId, lastAccessedAt, deletion } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(description === undefined ? {} : { Description: description }),
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
    LastChangedDate: new Date(secret.lastChangedAt),
    ...(lastAccessedAt === undefined ? {} : { LastAccessedDate: new Date(lastAccessedAt) }),
    ...(deletion === undefined ? {} : { DeletedDate: new Date(deletion.requestedAt) }),
    ...(secret.tags.length === 0 ? {} : { Tags: [...secret.tags] }),
    CreatedDate: new Date(secret.createdAt),
  };
}
