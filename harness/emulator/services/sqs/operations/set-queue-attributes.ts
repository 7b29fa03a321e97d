import { SetQueueAttributes$ } from '@aws-sdk/client-sqs';
import type { SetQueueAttributesRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidAttributeName } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { changedAttributes } from '../queue-attributes.ts';
import { checkTarget } from '../redrive-target.ts';
import { arrivalsOf } from '../running-sqs.ts';
import { sqsTables } from '../state.ts';

export const setQueueAttributes = defineOperation<SetQueueAttributesRequest, object>({
  schema: SetQueueAttributes$,
  accepts: ['QueueUrl', 'Attributes'],
  authorise: queueAction('SetQueueAttributes'),
  handle(input, context) {
    const { queue, partition, arn } = findQueue(input.QueueUrl, context);
    const isFifo = queue.name.endsWith('.fifo');
    const changes = input.Attributes ?? {};
    if (changes.FifoQueue !== undefined && changes.FifoQueue !== String(isFifo)) throw invalidAttributeName('FifoQueue');
    const attributes = changedAttributes(queue.attributes, changes, isFifo);
    if (changes.RedrivePolicy !== undefined) checkTarget(attributes['RedrivePolicy'], { arn, isFifo }, context);
    sqsTables(partition).queues.put(queue.name, { ...queue, attributes, modifiedAtMs: context.now().getTime() });
    arrivalsOf(context).notify(queue.id);
    return {};
  },
});
