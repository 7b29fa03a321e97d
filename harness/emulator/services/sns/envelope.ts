import type { SubscriptionRow } from './state.ts';
import type { TopicMessage } from './topic-message.ts';

/**
 * What a queue or an endpoint gets that does not take raw messages. Nothing is signed here, so Signature and SigningCertURL are not there:
 * who checks them is not told that all is well.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function envelope(endpoint: string, subscription: SubscriptionRow, message: TopicMessage): Readonly<Record<string, unknown>> {
  const attributes = Object.entries(message.attributes).map(([name, { type, value }]) => [name, { Type: type, Value: value }] as const);
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    ...(message.subject === undefined ? {} : { Subject: message.subject }),
    Message: textFor(subscription, message),
    Timestamp: message.publishedAt,
    SignatureVersion: '1',
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&Version=2010-03-31&SubscriptionArn=${subscription.arn}`,
    ...(attributes.length === 0 ? {} : { MessageAttributes: Object.fromEntries(attributes) }),
  };
}

/** The record of a function's event. Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function lambdaEvent(endpoint: string, subscription: SubscriptionRow, message: TopicMessage): Readonly<Record<string, unknown>> {
  const { UnsubscribeURL, MessageAttributes = {}, Subject = null, ...rest } = envelope(endpoint, subscription, message);
  const Sns = { ...rest, Subject, UnsubscribeUrl: UnsubscribeURL, MessageAttributes };
  return { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscription.arn, Sns }] };
}

export function textFor({ protocol }: SubscriptionRow, { message, perProtocol }: TopicMessage): string {
  return perProtocol?.[protocol] ?? message;
}
