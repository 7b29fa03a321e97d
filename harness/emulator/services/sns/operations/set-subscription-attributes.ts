import { SetSubscriptionAttributes$ } from '@aws-sdk/client-sns';
import type { SetSubscriptionAttributesInput } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSubscription } from '../find-subscription.ts';
import { snsTables } from '../state.ts';
import { changedAttributes } from '../subscription-attributes.ts';

export const setSubscriptionAttributes = defineOperation<SetSubscriptionAttributesInput, object>({
  schema: SetSubscriptionAttributes$,
  accepts: ['SubscriptionArn', 'AttributeName', 'AttributeValue'],
  authorise: () => [{ action: 'sns:SetSubscriptionAttributes', resource: '*' }],
  handle(input, context) {
    const { subscription, key, partition } = findSubscription(input.SubscriptionArn, context);
    const attributes = changedAttributes(subscription.attributes, { [input.AttributeName ?? '']: input.AttributeValue });
    snsTables(partition).subscriptions.put(key, { ...subscription, attributes });
    return {};
  },
});
