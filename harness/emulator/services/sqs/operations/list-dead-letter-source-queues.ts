import { ListDeadLetterSourceQueues$ } from '@aws-sdk/client-sqs';
import type { ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { findQueue, queueAction, queueUrl } from '../find-queue.ts';
import { pageOf } from '../page.ts';
import { readRedrivePolicy } from '../redrive-policy.ts';
import { sqsTables } from '../state.ts';

export const listDeadLetterSourceQueues = defineOperation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult>({
  schema: ListDeadLetterSourceQueues$,
  accepts: ['QueueUrl', 'MaxResults', 'NextToken'],
  authorise: queueAction('ListDeadLetterSourceQueues'),
  handle(input, context) {
    const { account, partition, arn } = findQueue(input.QueueUrl, context);
    const sources = [...sqsTables(partition).queues.scan()].filter(([, { attributes }]) => {
      const policy = attributes['RedrivePolicy'];
      return policy !== undefined && readRedrivePolicy(policy).deadLetterTargetArn === arn;
    });
    const { items, ...next } = pageOf(sources, input);
    return { ...next, queueUrls: items.map(([name]) => queueUrl(context.endpoint, { account, name })) };
  },
});
