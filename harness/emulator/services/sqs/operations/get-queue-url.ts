import { GetQueueUrl$ } from '@aws-sdk/client-sqs';
import type { GetQueueUrlRequest, GetQueueUrlResult } from '@aws-sdk/client-sqs';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { queueDoesNotExist } from '../errors.ts';
import { lookUp, queueUrl, queueWant } from '../find-queue.ts';
import type { QueueRef } from '../find-queue.ts';

export const getQueueUrl = defineOperation<GetQueueUrlRequest, GetQueueUrlResult>({
  schema: GetQueueUrl$,
  accepts: ['QueueName', 'QueueOwnerAWSAccountId'],
  authorise: (input, context) => [queueWant('GetQueueUrl', refOf(input, context), context)],
  handle(input, context) {
    const ref = refOf(input, context);
    if (lookUp(ref, context) === undefined) throw queueDoesNotExist();
    return { QueueUrl: queueUrl(context.endpoint, ref) };
  },
});

function refOf({ QueueName: name = '', QueueOwnerAWSAccountId: owner }: GetQueueUrlRequest, context: OperationContext): QueueRef {
  return { account: owner ?? context.account, name };
}
