import { ReceiveMessage$ } from '@aws-sdk/client-sqs';
import type { ReceiveMessageRequest, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { closing, invalidParameterValue } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { arrivalsOf } from '../running-sqs.ts';
import { shownMessage } from '../shown-message.ts';
import { takeMessages } from '../take-messages.ts';

export const receiveMessage = defineOperation<ReceiveMessageRequest, ReceiveMessageResult>({
  schema: ReceiveMessage$,
  accepts: [
    'QueueUrl',
    'AttributeNames',
    'MessageSystemAttributeNames',
    'MessageAttributeNames',
    'MaxNumberOfMessages',
    'VisibilityTimeout',
    'WaitTimeSeconds',
  ],
  authorise: queueAction('ReceiveMessage'),
  async handle(input, context) {
    const arrivals = arrivalsOf(context);
    const { attributes } = findQueue(input.QueueUrl, context).queue;
    const most = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10);
    const visibility = within('VisibilityTimeout', input.VisibilityTimeout ?? Number(attributes['VisibilityTimeout']), 0, 43_200);
    const wait = within('WaitTimeSeconds', input.WaitTimeSeconds ?? Number(attributes['ReceiveMessageWaitTimeSeconds']), 0, 20);
    const untilMs = context.now().getTime() + wait * 1000;
    const wanted = {
      system: [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])],
      attributes: input.MessageAttributeNames ?? [],
    };
    for (;;) {
      if (arrivals.stopped) throw closing();
      const { taken, queueId, nextVisibleAtMs = untilMs } = take(input, most, visibility, context);
      if (taken.length > 0) return { Messages: taken.map((message) => shownMessage(message, wanted)) };
      if (context.now().getTime() >= untilMs) return {};
      await arrivals.wait(queueId, Math.min(untilMs, nextVisibleAtMs));
    }
  },
});

function take(input: ReceiveMessageRequest, most: number, visibilitySeconds: number, context: OperationContext) {
  const found = findQueue(input.QueueUrl, context);
  const { deadLetterQueueIds, ...taking } = context.transaction(() => takeMessages(found, most, visibilitySeconds, context));
  for (const id of deadLetterQueueIds) arrivalsOf(context).notify(id);
  return { ...taking, queueId: found.queue.id };
}

function within(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidParameterValue(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}
