import { TagQueue$ } from '@aws-sdk/client-sqs';
import type { TagQueueRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { findQueue, queueWant, refOfUrl } from '../find-queue.ts';
import { sqsTables } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const tagQueue = defineOperation<TagQueueRequest, object>({
  schema: TagQueue$,
  accepts: ['QueueUrl', 'Tags'],
  authorise: (input, context) => [queueWant('TagQueue', refOfUrl(input.QueueUrl), context, requestTagKeys(input.Tags ?? {}))],
  handle(input, context) {
    const { queue, partition } = findQueue(input.QueueUrl, context);
    sqsTables(partition).queues.put(queue.name, { ...queue, tags: readTags({ ...queue.tags, ...input.Tags }) });
    return {};
  },
});
