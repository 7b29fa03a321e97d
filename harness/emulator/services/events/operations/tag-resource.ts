import { TagResource$ } from '@aws-sdk/client-eventbridge';
import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { tagWant, tagsOf } from '../tagged-resource.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const tagResource = defineOperation<TagResourceRequest, TagResourceResponse>({
  schema: TagResource$,
  accepts: ['ResourceARN', 'Tags'],
  authorise: (input, context) => [tagWant('TagResource', input.ResourceARN, context, requestTagKeys(input.Tags))],
  handle(input, context) {
    const { tags, write } = tagsOf(input.ResourceARN, context);
    write({ ...tags, ...readTags(input.Tags) });
    return {};
  },
});
