import type { Subscription } from '@aws-sdk/client-sns';
import { shownArn } from './find-subscription.ts';
import type { SubscriptionRow } from './state.ts';

export function shownSubscription(row: SubscriptionRow): Subscription {
  return { SubscriptionArn: shownArn(row), Owner: row.owner, Protocol: row.protocol, Endpoint: row.endpoint, TopicArn: row.topicArn };
}
