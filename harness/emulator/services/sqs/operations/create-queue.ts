import { CreateQueue$ } from '@aws-sdk/client-sqs';
import type { CreateQueueRequest, CreateQueueResult } from '@aws-sdk/client-sqs';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameterValue, queueDeletedRecently, queueNameExists } from '../errors.ts';
import { queueArn, queueUrl, queueWant } from '../find-queue.ts';
import { changedAttributes, defaultAttributes } from '../queue-attributes.ts';
import { checkTarget } from '../redrive-target.ts';
import { sqsTables } from '../state.ts';
import type { QueueRow } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const createQueue = defineOperation<CreateQueueRequest, CreateQueueResult>({
  schema: CreateQueue$,
  accepts: ['QueueName', 'Attributes', 'tags'],
  authorise({ QueueName: name = '', tags = {} }, context) {
    const ref = { account: context.account, name };
    const keys = requestTagKeys(tags);
    const wants = [queueWant('CreateQueue', ref, context, keys)];
    return Object.keys(tags).length === 0 ? wants : [...wants, queueWant('TagQueue', ref, context, keys)];
  },
  handle(input, context) {
    const name = input.QueueName ?? '';
    checkName(name, input.Attributes?.FifoQueue);
    const url = queueUrl(context.endpoint, { account: context.account, name });
    return context.transaction(() => {
      const { queues, deleted } = sqsTables(context.state);
      const before = queues.get(name);
      if (before === undefined) {
        const nowMs = context.now().getTime();
        if (nowMs - (deleted.get(name) ?? -Infinity) < afterDeletionMs) throw queueDeletedRecently();
        deleted.delete(name);
        queues.put(name, newQueue(name, input, context));
      } else {
        checkSame(before, input);
      }
      return { QueueUrl: url };
    });
  },
});

const afterDeletionMs = 60_000;

function checkName(name: string, fifo: string | undefined): void {
  if (!/^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/.test(name))
    throw invalidParameterValue('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  const isFifo = name.endsWith('.fifo');
  if (isFifo && fifo !== 'true')
    throw invalidParameterValue(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  if (!isFifo && fifo === 'true')
    throw invalidParameterValue(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
}

function newQueue(name: string, { Attributes: attributes = {}, tags = {} }: CreateQueueRequest, context: OperationContext): QueueRow {
  const isFifo = name.endsWith('.fifo');
  const nowMs = context.now().getTime();
  const arn = queueArn(context.region, { account: context.account, name });
  const all = changedAttributes(defaultAttributes(isFifo), attributes, isFifo);
  checkTarget(all['RedrivePolicy'], { arn, isFifo }, context);
  return { name, id: context.randomHex(8), createdAtMs: nowMs, modifiedAtMs: nowMs, attributes: all, tags: readTags(tags) };
}

/** Creating a queue once more is fine, unless it asks for other attributes than the queue has. */
function checkSame(before: QueueRow, { Attributes: attributes = {} }: CreateQueueRequest): void {
  const wanted = changedAttributes(before.attributes, attributes, before.name.endsWith('.fifo'));
  const different = Object.keys(attributes).find((name) => wanted[name] !== before.attributes[name]);
  if (different !== undefined) throw queueNameExists(different);
}
