import { DeleteQueue$ } from '@aws-sdk/client-sqs';
import type { DeleteQueueRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { removeMessages } from '../message-rows.ts';
import { arrivalsOf } from '../running-sqs.ts';
import { sqsTables } from '../state.ts';

export const deleteQueue = defineOperation<DeleteQueueRequest, object>({
  schema: DeleteQueue$,
  accepts: ['QueueUrl'],
  authorise: queueAction('DeleteQueue'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const { queue, partition } = found;
    context.transaction(() => {
      const { queues, sequences, deduplications, deleted } = sqsTables(partition);
      removeMessages(partition, queue);
      for (const [key] of deduplications.scan({ prefix: `${queue.id}/` })) deduplications.delete(key);
      sequences.delete(queue.id);
      queues.delete(queue.name);
      deleted.put(queue.name, context.now().getTime());
    });
    arrivalsOf(context).notify(queue.id);
    return {};
  },
});
