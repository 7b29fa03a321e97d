import { ListTagsForResource$ } from '@aws-sdk/client-sns';
import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { lookUp, topicWant } from '../find-topic.ts';

export const listTagsForResource = defineOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  schema: ListTagsForResource$,
  accepts: ['ResourceArn'],
  authorise: (input, context) => [topicWant('ListTagsForResource', input.ResourceArn, context)],
  handle(input, context) {
    const found = lookUp(input.ResourceArn, context);
    if (found === undefined) throw resourceNotFound();
    return { Tags: Object.entries(found.topic.tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});
