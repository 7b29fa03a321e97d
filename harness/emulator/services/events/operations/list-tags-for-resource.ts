import { ListTagsForResource$ } from '@aws-sdk/client-eventbridge';
import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { tagWant, tagsOf } from '../tagged-resource.ts';

export const listTagsForResource = defineOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  schema: ListTagsForResource$,
  accepts: ['ResourceARN'],
  authorise: (input, context) => [tagWant('ListTagsForResource', input.ResourceARN, context)],
  handle: (input, context) => ({
    Tags: Object.entries(tagsOf(input.ResourceARN, context).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});
