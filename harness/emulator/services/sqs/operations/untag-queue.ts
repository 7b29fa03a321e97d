import { UntagQueue$ } from '@aws-sdk/client-sqs';
import type { UntagQueueRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { findQueue, queueWant, refOfUrl } from '../find-queue.ts';
import { sqsTables } from '../state.ts';

export const untagQueue = defineOperation<UntagQueueRequest, object>({
  schema: UntagQueue$,
  accepts: ['QueueUrl', 'TagKeys'],
  authorise: (input, context) => [queueWant('UntagQueue', refOfUrl(input.QueueUrl), context, { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const { queue, partition } = findQueue(input.QueueUrl, context);
    const gone = new Set(input.TagKeys);
    const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !gone.has(key)));
    sqsTables(partition).queues.put(queue.name, { ...queue, tags });
    return {};
  },
});
