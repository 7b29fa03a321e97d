import { randomUUID } from 'node:crypto';
import { Invoke$ } from '@aws-sdk/client-lambda';
import { SendMessage$ } from '@aws-sdk/client-sqs';
import { parseArn } from '../../accounts/arn.ts';
import type { ServicePrincipal } from '../../accounts/principal.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import type { DeliveryOutcome, Parcel } from '../../kernel/outbox.ts';
import { envelope, lambdaEvent, textFor } from './envelope.ts';
import { post } from './post.ts';
import type { SnsParcel } from './sns-parcel.ts';
import type { SubscriptionRow } from './state.ts';
import { deadLetterArn } from './subscription-attributes.ts';
import type { TopicMessage } from './topic-message.ts';

type Tried = 'delivered' | 'refused' | 'failed';

/**
 * Brings a message to one subscriber, as sns.amazonaws.com on behalf of the topic. What a queue or function refuses goes to the
 * subscription's dead-letter queue at once; an HTTP endpoint that fails gets three more attempts, twenty seconds apart.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export async function deliverParcel(
  host: ServiceHost,
  topic: { readonly account: string; readonly region: string },
  { item, attempts }: Parcel<SnsParcel>,
  stop: AbortSignal,
): Promise<DeliveryOutcome<SnsParcel>> {
  const { subscription } = item;
  const as: ServicePrincipal = { kind: 'service', account: topic.account, service: 'sns.amazonaws.com', sourceArn: subscription.topicArn };
  const tried = item.kind === 'confirmation' ? await confirm(host, item, stop) : await attempt(host, as, item, stop);
  if (tried === 'delivered') return { kind: 'through' };
  if (tried === 'failed' && attempts < httpRetries) return { kind: 'again', afterMs: 20_000 };
  const redrive = subscription.attributes['RedrivePolicy'];
  if (item.kind === 'message' && redrive !== undefined) await toQueue(host, as, deadLetterArn(redrive), subscription, item.message);
  trace(host, topic.account, item, tried);
  return { kind: 'through' };
}

const httpRetries = 3;

async function attempt(
  host: ServiceHost,
  as: ServicePrincipal,
  { subscription, message }: Extract<SnsParcel, { kind: 'message' }>,
  stop: AbortSignal,
): Promise<Tried> {
  switch (subscription.protocol) {
    case 'sqs':
      return toQueue(host, as, subscription.endpoint, subscription, message);
    case 'lambda':
      return toFunction(host, as, subscription, message);
    case 'http': {
      const raw = subscription.attributes['RawMessageDelivery'] === 'true';
      const body = raw ? textFor(subscription, message) : JSON.stringify(envelope(host.endpoint, subscription, message));
      return post(subscription, { type: 'Notification', id: message.id, body, raw }, stop);
    }
  }
}

async function toQueue(
  host: ServiceHost,
  as: ServicePrincipal,
  queueArn: string,
  subscription: SubscriptionRow,
  message: TopicMessage,
): Promise<Tried> {
  const { account = '', region = '', resource = '' } = parseArn(queueArn) ?? {};
  const QueueUrl = `${host.endpoint}/${account}/${resource}`;
  const raw = subscription.attributes['RawMessageDelivery'] === 'true';
  const input = raw
    ? { MessageBody: textFor(subscription, message), MessageAttributes: rawAttributes(message) }
    : { MessageBody: JSON.stringify(envelope(host.endpoint, subscription, message)) };
  return refusedOr(host.call(SendMessage$, { QueueUrl, ...input }, { as, region }));
}

async function toFunction(host: ServiceHost, as: ServicePrincipal, subscription: SubscriptionRow, message: TopicMessage): Promise<Tried> {
  const Payload = Buffer.from(JSON.stringify(lambdaEvent(host.endpoint, subscription, message)));
  const { region = '' } = parseArn(subscription.endpoint) ?? {};
  return refusedOr(host.call(Invoke$, { FunctionName: subscription.endpoint, InvocationType: 'Event', Payload }, { as, region }));
}

async function confirm(
  host: ServiceHost,
  { subscription, token }: Extract<SnsParcel, { kind: 'confirmation' }>,
  stop: AbortSignal,
): Promise<Tried> {
  const { topicArn } = subscription;
  const id = randomUUID();
  const query = new URLSearchParams({ Action: 'ConfirmSubscription', Version: '2010-03-31', TopicArn: topicArn, Token: token });
  const body = JSON.stringify({
    Type: 'SubscriptionConfirmation',
    MessageId: id,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${host.endpoint}/?${query.toString()}`,
    Timestamp: host.now().toISOString(),
    SignatureVersion: '1',
  });
  return post(subscription, { type: 'SubscriptionConfirmation', id, body, raw: false }, stop);
}

async function refusedOr(call: Promise<unknown>): Promise<Tried> {
  try {
    await call;
    return 'delivered';
  } catch (error) {
    if (error instanceof AwsError) return 'refused';
    throw error;
  }
}

/** SQS takes ten attributes: a message with more goes without. */
function rawAttributes({ attributes }: TopicMessage): Readonly<Record<string, unknown>> {
  const entries = Object.entries(attributes);
  if (entries.length > 10) return {};
  return Object.fromEntries(
    entries.map(([name, { type, value }]) => [
      name,
      type.startsWith('Binary') ? { DataType: type, BinaryValue: Buffer.from(value, 'base64') } : { DataType: type, StringValue: value },
    ]),
  );
}

function trace(host: ServiceHost, account: string, { kind, subscription }: SnsParcel, tried: Tried): void {
  host.trace({
    at: host.now().toISOString(),
    kind: 'delivery-failed',
    service: 'sns',
    wants: [],
    account,
    subscription: subscription.arn,
    endpoint: subscription.endpoint,
    what: kind,
    reason: tried,
  });
}
