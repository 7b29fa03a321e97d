import { ListSubscriptionsByTopic$ } from '@aws-sdk/client-sns';
import type { ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTopic, topicAction } from '../find-topic.ts';
import { pageOf } from '../page.ts';
import { shownSubscription } from '../shown-subscription.ts';
import { snsTables } from '../state.ts';

export const listSubscriptionsByTopic = defineOperation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse>({
  schema: ListSubscriptionsByTopic$,
  accepts: ['TopicArn', 'NextToken'],
  authorise: topicAction('ListSubscriptionsByTopic'),
  handle(input, context) {
    const { topic, partition } = findTopic(input.TopicArn, context);
    const { items, ...next } = pageOf([...snsTables(partition).subscriptions.scan({ prefix: `${topic.name}/` })], input.NextToken);
    return { ...next, Subscriptions: items.map(([, row]) => shownSubscription(row)) };
  },
});
