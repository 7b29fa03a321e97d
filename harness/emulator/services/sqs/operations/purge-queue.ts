import { PurgeQueue$ } from '@aws-sdk/client-sqs';
import type { PurgeQueueRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { purgeInProgress } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { removeMessages } from '../message-rows.ts';
import { sqsTables } from '../state.ts';

export const purgeQueue = defineOperation<PurgeQueueRequest, object>({
  schema: PurgeQueue$,
  accepts: ['QueueUrl'],
  authorise: queueAction('PurgeQueue'),
  handle(input, context) {
    const { queue, partition } = findQueue(input.QueueUrl, context);
    const nowMs = context.now().getTime();
    if (queue.purgedAtMs !== undefined && nowMs - queue.purgedAtMs < 60_000) throw purgeInProgress(queue.name);
    context.transaction(() => {
      removeMessages(partition, queue);
      sqsTables(partition).queues.put(queue.name, { ...queue, purgedAtMs: nowMs });
    });
    return {};
  },
});
