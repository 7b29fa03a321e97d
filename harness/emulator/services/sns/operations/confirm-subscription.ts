import { ConfirmSubscription$ } from '@aws-sdk/client-sns';
import type { ConfirmSubscriptionInput, ConfirmSubscriptionResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { findTopic } from '../find-topic.ts';
import { snsTables } from '../state.ts';

/** Who has the token may confirm: an endpoint visits the SubscribeURL without a signature. */
export const confirmSubscription = defineOperation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse>({
  schema: ConfirmSubscription$,
  accepts: ['TopicArn', 'Token'],
  authorise: () => [],
  handle(input, context) {
    const { topic, partition } = findTopic(input.TopicArn, context);
    const { subscriptions } = snsTables(partition);
    for (const [key, row] of subscriptions.scan({ prefix: `${topic.name}/` })) {
      const { token, ...confirmed } = row;
      if (token === undefined || token !== input.Token) continue;
      subscriptions.put(key, confirmed);
      return { SubscriptionArn: row.arn };
    }
    throw invalidParameter('Token');
  },
});
