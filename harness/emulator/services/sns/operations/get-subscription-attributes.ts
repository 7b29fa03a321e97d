import { GetSubscriptionAttributes$ } from '@aws-sdk/client-sns';
import type { GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSubscription } from '../find-subscription.ts';

export const getSubscriptionAttributes = defineOperation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse>({
  schema: GetSubscriptionAttributes$,
  accepts: ['SubscriptionArn'],
  authorise: () => [{ action: 'sns:GetSubscriptionAttributes', resource: '*' }],
  handle(input, context) {
    const { subscription } = findSubscription(input.SubscriptionArn, context);
    const scope = subscription.attributes['FilterPolicy'] === undefined ? {} : { FilterPolicyScope: 'MessageAttributes' };
    return {
      Attributes: {
        RawMessageDelivery: 'false',
        ...scope,
        ...subscription.attributes,
        SubscriptionArn: subscription.arn,
        TopicArn: subscription.topicArn,
        Protocol: subscription.protocol,
        Endpoint: subscription.endpoint,
        Owner: subscription.owner,
        PendingConfirmation: String(subscription.token !== undefined),
        ConfirmationWasAuthenticated: String(subscription.token === undefined && subscription.protocol !== 'http'),
      },
    };
  },
});
