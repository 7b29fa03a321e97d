import { TagResource$ } from '@aws-sdk/client-secrets-manager';
import type { TagResourceRequest } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { wantOnSecret } from '../find-secret.ts';
import { readTags, requestTagKeys } from '../tags.ts';
import { updateSecretRow } from '../update.ts';

export const tagResource = defineOperation<TagResourceRequest, object>({
  schema: TagResource$,
  accepts: ['SecretId', 'Tags'],
  authorise: (input, context) => wantOnSecret(input, context, 'TagResource', requestTagKeys(input.Tags)),
  handle(input, context) {
    const added = readTags(input.Tags);
    const keys = new Set(added.map((tag) => tag.Key));
    updateSecretRow(input, context, (secret) => ({
      ...secret,
      tags: readTags([...secret.tags.filter((tag) => !keys.has(tag.Key)), ...added]),
    }));
    return {};
  },
});
