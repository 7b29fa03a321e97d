import { GetTopicAttributes$ } from '@aws-sdk/client-sns';
import type { GetTopicAttributesInput, GetTopicAttributesResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTopic, topicAction } from '../find-topic.ts';
import { snsTables } from '../state.ts';

export const getTopicAttributes = defineOperation<GetTopicAttributesInput, GetTopicAttributesResponse>({
  schema: GetTopicAttributes$,
  accepts: ['TopicArn'],
  authorise: topicAction('GetTopicAttributes'),
  handle(input, context) {
    const { topic, partition } = findTopic(input.TopicArn, context);
    const subscriptions = [...snsTables(partition).subscriptions.scan({ prefix: `${topic.name}/` })];
    const pending = subscriptions.filter(([, { token }]) => token !== undefined).length;
    return {
      Attributes: {
        DisplayName: '',
        ...topic.attributes,
        TopicArn: topic.arn,
        Owner: partition.account,
        SubscriptionsConfirmed: String(subscriptions.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: '0',
        EffectiveDeliveryPolicy,
      },
    };
  },
});

/** AWS's own, which nobody can change here. */
const EffectiveDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});
