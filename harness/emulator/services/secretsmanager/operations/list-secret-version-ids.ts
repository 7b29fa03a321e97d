import { ListSecretVersionIds$ } from '@aws-sdk/client-secrets-manager';
import type { ListSecretVersionIdsRequest, ListSecretVersionIdsResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSecret, secretAction } from '../find-secret.ts';
import { pageOf } from '../page.ts';

export const listSecretVersionIds = defineOperation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse>({
  schema: ListSecretVersionIds$,
  accepts: ['SecretId', 'MaxResults', 'NextToken', 'IncludeDeprecated'],
  authorise: secretAction('ListSecretVersionIds'),
  handle(input, context) {
    const { secret } = findSecret(input, context);
    const shown = secret.versions.filter((version) => version.stages.length > 0 || input.IncludeDeprecated === true);
    const { items, ...next } = pageOf(shown, input);
    return {
      ARN: secret.arn,
      Name: secret.name,
      ...next,
      Versions: items.map((version) => ({
        VersionId: version.id,
        ...(version.stages.length === 0 ? {} : { VersionStages: [...version.stages] }),
        ...(version.lastAccessedAt === undefined ? {} : { LastAccessedDate: new Date(version.lastAccessedAt) }),
        CreatedDate: new Date(version.createdAt),
        KmsKeyIds: ['DefaultEncryptionKey'],
      })),
    };
  },
});
