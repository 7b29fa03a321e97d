import { RemoveTagsFromResource$ } from '@aws-sdk/client-ssm';
import type { RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { retag, wantsOfTagging } from '../tagged-resource.ts';

export const removeTagsFromResource = defineOperation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult>({
  schema: RemoveTagsFromResource$,
  accepts: ['ResourceType', 'ResourceId', 'TagKeys'],
  authorise: (input, context) => wantsOfTagging(input, context, 'RemoveTagsFromResource', { 'aws:TagKeys': input.TagKeys }),
  handle(input, context) {
    const keys = new Set(input.TagKeys);
    retag(input, context, (parameter) => ({ ...parameter, tags: parameter.tags.filter((tag) => !keys.has(tag.Key)) }));
    return {};
  },
});
