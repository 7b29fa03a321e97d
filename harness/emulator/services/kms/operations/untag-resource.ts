import { UntagResource$ } from '@aws-sdk/client-kms';
import type { UntagResourceRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { wantOnOwnKey } from '../key-wants.ts';

export const untagResource = defineOperation<UntagResourceRequest, object>({
  schema: UntagResource$,
  accepts: ['KeyId', 'TagKeys'],
  authorise: (input, context) => [wantOnOwnKey(input.KeyId, context, 'UntagResource', { 'aws:TagKeys': input.TagKeys })],
  handle({ KeyId, TagKeys = [] }, context) {
    const gone = new Set(TagKeys);
    changeKey(KeyId, context, (key) => ({
      ...key,
      tags: Object.fromEntries(Object.entries(key.tags).filter(([name]) => !gone.has(name))),
    }));
    return {};
  },
});
