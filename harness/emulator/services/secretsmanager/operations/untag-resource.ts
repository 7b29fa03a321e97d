import { UntagResource$ } from '@aws-sdk/client-secrets-manager';
import type { UntagResourceRequest } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { wantOnSecret } from '../find-secret.ts';
import { updateSecretRow } from '../update.ts';

export const untagResource = defineOperation<UntagResourceRequest, object>({
  schema: UntagResource$,
  accepts: ['SecretId', 'TagKeys'],
  authorise: (input, context) => wantOnSecret(input, context, 'UntagResource', { 'aws:TagKeys': input.TagKeys }),
  handle(input, context) {
    const keys = new Set(input.TagKeys);
    updateSecretRow(input, context, (secret) => ({ ...secret, tags: secret.tags.filter((tag) => !keys.has(tag.Key)) }));
    return {};
  },
});
