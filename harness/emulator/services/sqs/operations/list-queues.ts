import { ListQueues$ } from '@aws-sdk/client-sqs';
import type { ListQueuesRequest, ListQueuesResult } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { queueUrl } from '../find-queue.ts';
import { pageOf } from '../page.ts';
import { sqsTables } from '../state.ts';

export const listQueues = defineOperation<ListQueuesRequest, ListQueuesResult>({
  schema: ListQueues$,
  accepts: ['QueueNamePrefix', 'MaxResults', 'NextToken'],
  authorise: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  handle(input, context) {
    const { account, endpoint } = context;
    const all = [...sqsTables(context.state).queues.scan({ prefix: input.QueueNamePrefix ?? '' })];
    const { items, ...next } = pageOf(all, input);
    return items.length === 0 ? next : { ...next, QueueUrls: items.map(([name]) => queueUrl(endpoint, { account, name })) };
  },
});
