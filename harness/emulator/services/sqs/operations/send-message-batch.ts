import { SendMessageBatch$ } from '@aws-sdk/client-sqs';
import type { SendMessageBatchRequest, SendMessageBatchResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { acceptMessage } from '../accept-message.ts';
import { checkBatch, eachOfBatch } from '../batch.ts';
import { batchTooLong } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { attributesBytes, readMessageAttributes } from '../message-attributes.ts';
import { checkMessage } from '../message-input.ts';
import { arrivalsOf } from '../running-sqs.ts';

export const sendMessageBatch = defineOperation<SendMessageBatchRequest, SendMessageBatchResult>({
  schema: SendMessageBatch$,
  accepts: ['QueueUrl', 'Entries'],
  authorise: queueAction('SendMessage'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const entries = checkBatch('SendMessageBatchRequestEntry', input.Entries);
    const bytes = entries.reduce(
      (sum, { MessageBody = '', MessageAttributes }) =>
        sum + Buffer.byteLength(MessageBody) + attributesBytes(readMessageAttributes(MessageAttributes)),
      0,
    );
    if (bytes > 1_048_576) throw batchTooLong(bytes);
    const result = context.transaction(() =>
      eachOfBatch(entries, (entry) => acceptMessage(found, checkMessage(found.queue, entry), context)),
    );
    arrivalsOf(context).notify(found.queue.id);
    return result;
  },
});
