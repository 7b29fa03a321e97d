import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Subscribe$ } from '@aws-sdk/client-sns';
import type { SubscribeInput, SubscribeResponse } from '@aws-sdk/client-sns';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { findTopic, topicWant } from '../find-topic.ts';
import type { FoundTopic } from '../find-topic.ts';
import { runningSns } from '../running-sns.ts';
import { snsTables } from '../state.ts';
import type { SubscriptionRow } from '../state.ts';
import { changedAttributes } from '../subscription-attributes.ts';
import { checkEndpoint } from '../subscription-endpoint.ts';

export const subscribe = defineOperation<SubscribeInput, SubscribeResponse>({
  schema: Subscribe$,
  accepts: ['TopicArn', 'Protocol', 'Endpoint', 'Attributes', 'ReturnSubscriptionArn'],
  authorise: (input, context) => [
    topicWant('Subscribe', input.TopicArn, context, {
      'sns:Protocol': input.Protocol ?? '',
      ...(input.Endpoint === undefined ? {} : { 'sns:Endpoint': input.Endpoint }),
    }),
  ],
  handle(input, context) {
    const found = findTopic(input.TopicArn, context);
    const row = context.transaction(() => subscribed(found, input, context));
    const isShown = row.token === undefined || input.ReturnSubscriptionArn === true;
    return { SubscriptionArn: isShown ? row.arn : 'pending confirmation' };
  },
});

/** Subscribing the same endpoint once more gives the subscription that is there, unless it asks for something else. */
function subscribed({ topic, partition }: FoundTopic, input: SubscribeInput, context: OperationContext): SubscriptionRow {
  const { protocol, endpoint, account } = checkEndpoint(input.Protocol ?? '', input.Endpoint);
  const attributes = changedAttributes({}, input.Attributes ?? {});
  const { subscriptions } = snsTables(partition);
  for (const [, other] of subscriptions.scan({ prefix: `${topic.name}/` })) {
    if (other.protocol !== protocol || other.endpoint !== endpoint) continue;
    if (!isDeepStrictEqual(other.attributes, attributes))
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    return other;
  }
  // Who owns a queue or function and subscribes it has confirmed it by that.
  if (account !== undefined && account !== context.account)
    throw new NotImplemented(`A subscription of ${endpoint} by another account than its owner's`);
  const uuid = randomUUID();
  const token = account === undefined ? context.randomHex(64) : undefined;
  const row: SubscriptionRow = {
    arn: `${topic.arn}:${uuid}`,
    topicArn: topic.arn,
    protocol,
    endpoint,
    owner: context.account,
    attributes,
    ...(token === undefined ? {} : { token }),
  };
  subscriptions.put(`${topic.name}/${uuid}`, row);
  if (token !== undefined) runningSns(context).add(partition, { kind: 'confirmation', subscription: row, token });
  return row;
}
