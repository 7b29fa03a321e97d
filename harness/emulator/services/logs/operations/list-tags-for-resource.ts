import { ListTagsForResource$ } from '@aws-sdk/client-cloudwatch-logs';
import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { tagWant, taggedGroup } from '../tagged-group.ts';

export const listTagsForResource = defineOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  schema: ListTagsForResource$,
  accepts: ['resourceArn'],
  authorise: (input) => [tagWant('ListTagsForResource', input.resourceArn)],
  handle: (input, context) => ({ tags: { ...taggedGroup(context, input.resourceArn).tags } }),
});
