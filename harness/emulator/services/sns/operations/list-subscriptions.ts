import { ListSubscriptions$ } from '@aws-sdk/client-sns';
import type { ListSubscriptionsInput, ListSubscriptionsResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import { shownSubscription } from '../shown-subscription.ts';
import { snsTables } from '../state.ts';

export const listSubscriptions = defineOperation<ListSubscriptionsInput, ListSubscriptionsResponse>({
  schema: ListSubscriptions$,
  accepts: ['NextToken'],
  authorise: () => [{ action: 'sns:ListSubscriptions', resource: '*' }],
  handle(input, context) {
    const { items, ...next } = pageOf([...snsTables(context.state).subscriptions.scan()], input.NextToken);
    return { ...next, Subscriptions: items.map(([, row]) => shownSubscription(row)) };
  },
});
