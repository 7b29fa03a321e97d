import { Unsubscribe$ } from '@aws-sdk/client-sns';
import type { UnsubscribeInput } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { lookUpSubscription } from '../find-subscription.ts';
import { snsTables } from '../state.ts';

export const unsubscribe = defineOperation<UnsubscribeInput, object>({
  schema: Unsubscribe$,
  accepts: ['SubscriptionArn'],
  authorise: () => [{ action: 'sns:Unsubscribe', resource: '*' }],
  handle(input, context) {
    const found = lookUpSubscription(input.SubscriptionArn, context);
    if (found !== undefined) snsTables(found.partition).subscriptions.delete(found.key);
    return {};
  },
});
