import {
  CreateTopic$,
  DeleteTopic$,
  GetTopicAttributes$,
  ListSubscriptionsByTopic$,
  SetTopicAttributes$,
  Subscribe$,
  TagResource$,
  Unsubscribe$,
  UntagResource$,
} from '@aws-sdk/client-sns';
import type { ListSubscriptionsByTopicResponse } from '@aws-sdk/client-sns';
import { boolean, listOf, objectOf, string, tags } from '../template/shape.ts';
import { refuseExisting } from './already-there.ts';
import { generatedName, tagChanges } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface InlineSubscription {
  readonly Endpoint: string;
  readonly Protocol: string;
}

interface TopicProperties {
  readonly TopicName?: string;
  readonly DisplayName?: string;
  readonly FifoTopic?: boolean;
  readonly KmsMasterKeyId?: string;
  readonly SignatureVersion?: string;
  readonly TracingConfig?: string;
  readonly Subscription?: readonly InlineSubscription[];
  readonly Tags?: readonly Tag[];
}

export const snsTopic = defineKind<TopicProperties>({
  type: 'AWS::SNS::Topic',
  properties: {
    TopicName: { shape: string, replaces: true },
    DisplayName: { shape: string },
    FifoTopic: { shape: boolean, replaces: true },
    KmsMasterKeyId: { shape: string },
    SignatureVersion: { shape: string },
    TracingConfig: { shape: string },
    Subscription: { shape: listOf(objectOf({ Endpoint: { shape: string, required: true }, Protocol: { shape: string, required: true } })) },
    Tags: { shape: tags },
  },
  notEmulated: ['ArchivePolicy', 'ContentBasedDeduplication', 'DataProtectionPolicy', 'DeliveryStatusLogging', 'FifoThroughputScope'],
  attributes: ['TopicArn', 'TopicName'],
  nameProperty: 'TopicName',
  tagged: true,
  idOf: (properties, context) => topicArn(topicName(properties, context), context),
  create: async (properties, context) => {
    const Name = topicName(properties, context);
    const TopicArn = topicArn(Name, context);
    if (properties.TopicName !== undefined) await refuseExisting(context.call(GetTopicAttributes$, { TopicArn }), CreateTopic$, Name);
    const tagged = context.tags.length === 0 ? {} : { Tags: context.tags };
    await context.call(CreateTopic$, { Name, Attributes: attributesOf(properties), ...tagged });
    context.exists(TopicArn);
    await subscribe(TopicArn, properties.Subscription ?? [], context);
    return physical(TopicArn);
  },
  update: async ({ id }, before, after, context) => {
    const [old, wanted] = [attributesOf(before), attributesOf(after)];
    for (const AttributeName of new Set([...Object.keys(old), ...Object.keys(wanted)])) {
      if (old[AttributeName] === wanted[AttributeName]) continue;
      const AttributeValue = wanted[AttributeName] ?? defaults[AttributeName] ?? '';
      await context.call(SetTopicAttributes$, { TopicArn: id, AttributeName, AttributeValue });
    }
    const { Subscription: subscriptions = [] } = after;
    await subscribe(id, subscriptions, context);
    const isWanted = (one: InlineSubscription): boolean =>
      subscriptions.some(({ Endpoint, Protocol }) => Endpoint === one.Endpoint && Protocol === one.Protocol);
    await unsubscribe(
      id,
      (before.Subscription ?? []).filter((one) => !isWanted(one)),
      context,
    );
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagResource$, { ResourceArn: id, Tags: put });
    if (removed.length > 0) await context.call(UntagResource$, { ResourceArn: id, TagKeys: removed });
    return physical(id);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteTopic$, { TopicArn: id });
  },
});

/** What an attribute is again when a template no longer says it. */
const defaults: Readonly<Record<string, string>> = { SignatureVersion: '1', TracingConfig: 'PassThrough' };

function attributesOf(properties: Partial<TopicProperties>): Readonly<Record<string, string>> {
  const { DisplayName, FifoTopic, KmsMasterKeyId, SignatureVersion, TracingConfig } = properties;
  return Object.fromEntries(
    Object.entries({ DisplayName, FifoTopic, KmsMasterKeyId, SignatureVersion, TracingConfig })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}

function topicName({ TopicName }: TopicProperties, context: ResourceContext): string {
  return TopicName ?? generatedName(context, 256);
}

const topicArn = (name: string, { account, region }: ResourceContext): string => `arn:aws:sns:${region}:${account}:${name}`;

/** Subscribing what is subscribed already changes nothing. */
async function subscribe(TopicArn: string, subscriptions: readonly InlineSubscription[], context: ResourceContext): Promise<void> {
  for (const { Endpoint, Protocol } of subscriptions) await context.call(Subscribe$, { TopicArn, Endpoint, Protocol });
}

async function unsubscribe(TopicArn: string, subscriptions: readonly InlineSubscription[], context: ResourceContext): Promise<void> {
  if (subscriptions.length === 0) return;
  const { Subscriptions = [] } = await context.call<ListSubscriptionsByTopicResponse>(ListSubscriptionsByTopic$, { TopicArn });
  for (const { Endpoint, Protocol } of subscriptions) {
    const found = Subscriptions.find((one) => one.Endpoint === Endpoint && one.Protocol === Protocol);
    if (found?.SubscriptionArn?.startsWith('arn:') === true) await context.call(Unsubscribe$, { SubscriptionArn: found.SubscriptionArn });
  }
}

function physical(TopicArn: string): Physical {
  return { id: TopicArn, attributes: { TopicArn, TopicName: TopicArn.split(':').at(-1) ?? '' } };
}
