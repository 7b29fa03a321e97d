import { SendMessage$ } from '@aws-sdk/client-sqs';
import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { acceptMessage } from '../accept-message.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { checkMessage } from '../message-input.ts';
import { arrivalsOf } from '../running-sqs.ts';

export const sendMessage = defineOperation<SendMessageRequest, SendMessageResult>({
  schema: SendMessage$,
  accepts: [
    'QueueUrl',
    'MessageBody',
    'DelaySeconds',
    'MessageAttributes',
    'MessageSystemAttributes',
    'MessageDeduplicationId',
    'MessageGroupId',
  ],
  authorise: queueAction('SendMessage'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const message = checkMessage(found.queue, input);
    const accepted = context.transaction(() => acceptMessage(found, message, context));
    arrivalsOf(context).notify(found.queue.id);
    return accepted;
  },
});
