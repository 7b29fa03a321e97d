import { ListTopics$ } from '@aws-sdk/client-sns';
import type { ListTopicsInput, ListTopicsResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import { snsTables } from '../state.ts';

export const listTopics = defineOperation<ListTopicsInput, ListTopicsResponse>({
  schema: ListTopics$,
  accepts: ['NextToken'],
  authorise: () => [{ action: 'sns:ListTopics', resource: '*' }],
  handle(input, context) {
    const { items, ...next } = pageOf([...snsTables(context.state).topics.scan()], input.NextToken);
    return { ...next, Topics: items.map(([, { arn }]) => ({ TopicArn: arn })) };
  },
});
