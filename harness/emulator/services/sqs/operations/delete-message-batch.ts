import { DeleteMessageBatch$ } from '@aws-sdk/client-sqs';
import type { DeleteMessageBatchRequest, DeleteMessageBatchResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkBatch, eachOfBatch } from '../batch.ts';
import { deleteHeldMessage } from '../delete-held-message.ts';
import { findQueue, queueAction } from '../find-queue.ts';

export const deleteMessageBatch = defineOperation<DeleteMessageBatchRequest, DeleteMessageBatchResult>({
  schema: DeleteMessageBatch$,
  accepts: ['QueueUrl', 'Entries'],
  authorise: queueAction('DeleteMessage'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const entries = checkBatch('DeleteMessageBatchRequestEntry', input.Entries);
    return context.transaction(() =>
      eachOfBatch(entries, (entry) => {
        deleteHeldMessage(found, entry.ReceiptHandle, context);
        return {};
      }),
    );
  },
});
