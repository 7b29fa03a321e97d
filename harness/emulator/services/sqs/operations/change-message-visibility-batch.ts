import { ChangeMessageVisibilityBatch$ } from '@aws-sdk/client-sqs';
import type { ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkBatch, eachOfBatch } from '../batch.ts';
import { changeVisibility } from '../change-visibility.ts';
import { findQueue, queueAction } from '../find-queue.ts';

export const changeMessageVisibilityBatch = defineOperation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult>({
  schema: ChangeMessageVisibilityBatch$,
  accepts: ['QueueUrl', 'Entries'],
  authorise: queueAction('ChangeMessageVisibility'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const entries = checkBatch('ChangeMessageVisibilityBatchRequestEntry', input.Entries);
    return eachOfBatch(entries, (entry) => {
      changeVisibility(found, entry, context);
      return {};
    });
  },
});
