import { ChangeMessageVisibility$ } from '@aws-sdk/client-sqs';
import type { ChangeMessageVisibilityRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeVisibility } from '../change-visibility.ts';
import { findQueue, queueAction } from '../find-queue.ts';

export const changeMessageVisibility = defineOperation<ChangeMessageVisibilityRequest, object>({
  schema: ChangeMessageVisibility$,
  accepts: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
  authorise: queueAction('ChangeMessageVisibility'),
  handle(input, context) {
    changeVisibility(findQueue(input.QueueUrl, context), input, context);
    return {};
  },
});
