import { GetQueueAttributes$ } from '@aws-sdk/client-sqs';
import type { GetQueueAttributesRequest, GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidAttributeName } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import type { FoundQueue } from '../find-queue.ts';
import { settableAttributes } from '../queue-attributes.ts';
import { isInFlight, messagesOf } from '../message-rows.ts';

export const getQueueAttributes = defineOperation<GetQueueAttributesRequest, GetQueueAttributesResult>({
  schema: GetQueueAttributes$,
  accepts: ['QueueUrl', 'AttributeNames'],
  authorise: queueAction('GetQueueAttributes'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const wanted: readonly string[] = input.AttributeNames ?? [];
    const unknown = wanted.find((name) => !known.has(name));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    const all = { ...found.queue.attributes, ...computed(found, context) };
    const shown = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
    return shown.length === 0 ? {} : { Attributes: Object.fromEntries(shown) };
  },
});

const known = new Set([
  ...settableAttributes,
  'All',
  'QueueArn',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
]);

function computed(found: FoundQueue, context: OperationContext): Readonly<Record<string, string>> {
  const { queue, partition, arn } = found;
  const nowMs = context.now().getTime();
  let [visible, inFlight, delayed] = [0, 0, 0];
  for (const [, row] of messagesOf(partition, queue, nowMs)) {
    if (row.visibleAtMs <= nowMs) visible += 1;
    else if (isInFlight(row, nowMs)) inFlight += 1;
    else delayed += 1;
  }
  return {
    QueueArn: arn,
    CreatedTimestamp: seconds(queue.createdAtMs),
    LastModifiedTimestamp: seconds(queue.modifiedAtMs),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));
