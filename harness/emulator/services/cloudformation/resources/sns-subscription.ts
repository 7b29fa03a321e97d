import { SetSubscriptionAttributes$, Subscribe$, Unsubscribe$ } from '@aws-sdk/client-sns';
import type { SubscribeResponse } from '@aws-sdk/client-sns';
import type { Json } from '../template/json.ts';
import { boolean, json, oneOf, string } from '../template/shape.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, jsonText, type Physical } from './resource-kind.ts';

interface SubscriptionProperties {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly FilterPolicy?: Json;
  readonly FilterPolicyScope?: string;
  readonly RawMessageDelivery?: boolean;
  readonly RedrivePolicy?: Json;
}

export const snsSubscription = defineKind<SubscriptionProperties>({
  type: 'AWS::SNS::Subscription',
  properties: {
    TopicArn: { shape: string, required: true, replaces: true },
    Protocol: { shape: string, required: true, replaces: true },
    Endpoint: { shape: string, replaces: true },
    FilterPolicy: { shape: json },
    FilterPolicyScope: { shape: oneOf('MessageAttributes', 'MessageBody') },
    RawMessageDelivery: { shape: boolean },
    RedrivePolicy: { shape: json },
  },
  notEmulated: ['DeliveryPolicy', 'Region', 'ReplayPolicy', 'SubscriptionRoleArn'],
  attributes: ['Arn'],
  tagged: false,
  // SNS adds a UUID to the topic's ARN.
  idOf: ({ TopicArn }, context) => `${TopicArn}:${generatedName(context, 64)}`,
  create: async (properties, context) => {
    const { TopicArn, Protocol, Endpoint } = properties;
    const { SubscriptionArn = '' } = await context.call<SubscribeResponse>(Subscribe$, {
      TopicArn,
      Protocol,
      ...(Endpoint === undefined ? {} : { Endpoint }),
      Attributes: attributesOf(properties),
      ReturnSubscriptionArn: true,
    });
    return physical(SubscriptionArn);
  },
  update: async ({ id }, before, after, context) => {
    const [old, wanted] = [attributesOf(before), attributesOf(after)];
    // The scope first: it decides what a filter policy may hold.
    for (const AttributeName of ['FilterPolicyScope', 'FilterPolicy', 'RawMessageDelivery', 'RedrivePolicy']) {
      const value = wanted[AttributeName];
      if (old[AttributeName] === value) continue;
      const AttributeValue = value ?? (AttributeName === 'RawMessageDelivery' ? 'false' : '');
      await context.call(SetSubscriptionAttributes$, { SubscriptionArn: id, AttributeName, AttributeValue });
    }
    return physical(id);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(Unsubscribe$, { SubscriptionArn: id });
  },
});

function attributesOf(properties: Partial<SubscriptionProperties>): Readonly<Record<string, string>> {
  const { FilterPolicy, FilterPolicyScope, RawMessageDelivery, RedrivePolicy } = properties;
  return Object.fromEntries(
    Object.entries({ FilterPolicyScope, FilterPolicy, RawMessageDelivery, RedrivePolicy })
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .map(([name, value]) => [name, jsonText(value)]),
  );
}

function physical(Arn: string): Physical {
  return { id: Arn, attributes: { Arn } };
}
