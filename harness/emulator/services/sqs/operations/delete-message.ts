import { DeleteMessage$ } from '@aws-sdk/client-sqs';
import type { DeleteMessageRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { deleteHeldMessage } from '../delete-held-message.ts';
import { findQueue, queueAction } from '../find-queue.ts';

export const deleteMessage = defineOperation<DeleteMessageRequest, object>({
  schema: DeleteMessage$,
  accepts: ['QueueUrl', 'ReceiptHandle'],
  authorise: queueAction('DeleteMessage'),
  handle(input, context) {
    deleteHeldMessage(findQueue(input.QueueUrl, context), input.ReceiptHandle, context);
    return {};
  },
});
