import { UntagResource$ } from '@aws-sdk/client-eventbridge';
import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { tagWant, tagsOf } from '../tagged-resource.ts';

export const untagResource = defineOperation<UntagResourceRequest, UntagResourceResponse>({
  schema: UntagResource$,
  accepts: ['ResourceARN', 'TagKeys'],
  authorise: (input, context) => [tagWant('UntagResource', input.ResourceARN, context, { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const { tags, write } = tagsOf(input.ResourceARN, context);
    const gone = new Set(input.TagKeys);
    write(Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))));
    return {};
  },
});
