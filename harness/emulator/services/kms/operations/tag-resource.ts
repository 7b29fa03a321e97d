import { TagResource$ } from '@aws-sdk/client-kms';
import type { TagResourceRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { wantOnOwnKey } from '../key-wants.ts';
import { mergeTags, readTags, requestTagKeys } from '../tags.ts';

export const tagResource = defineOperation<TagResourceRequest, object>({
  schema: TagResource$,
  accepts: ['KeyId', 'Tags'],
  authorise: (input, context) => [wantOnOwnKey(input.KeyId, context, 'TagResource', requestTagKeys(input.Tags))],
  handle({ KeyId, Tags }, context) {
    const added = readTags(Tags);
    changeKey(KeyId, context, (key) => ({ ...key, tags: mergeTags(key.tags, added) }));
    return {};
  },
});
