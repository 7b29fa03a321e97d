import { ListQueueTags$ } from '@aws-sdk/client-sqs';
import type { ListQueueTagsRequest, ListQueueTagsResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { findQueue, queueAction } from '../find-queue.ts';

export const listQueueTags = defineOperation<ListQueueTagsRequest, ListQueueTagsResult>({
  schema: ListQueueTags$,
  accepts: ['QueueUrl'],
  authorise: queueAction('ListQueueTags'),
  handle(input, context) {
    const { tags } = findQueue(input.QueueUrl, context).queue;
    return Object.keys(tags).length === 0 ? {} : { Tags: { ...tags } };
  },
});
