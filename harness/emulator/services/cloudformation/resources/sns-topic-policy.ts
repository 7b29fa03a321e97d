import { SetTopicAttributes$ } from '@aws-sdk/client-sns';
import type { Json } from '../template/json.ts';
import { json, listOf, string } from '../template/shape.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface TopicPolicyProperties {
  readonly PolicyDocument: Json;
  readonly Topics: readonly string[];
}

/** One policy put onto topics. */
export const snsTopicPolicy = defineKind<TopicPolicyProperties>({
  type: 'AWS::SNS::TopicPolicy',
  properties: { PolicyDocument: { shape: json, required: true }, Topics: { shape: listOf(string), required: true } },
  notEmulated: [],
  attributes: ['Id'],
  tagged: false,
  idOf: (_properties, context) => generatedName(context, 80),
  create: async ({ PolicyDocument, Topics }, context) => {
    const id = generatedName(context, 80);
    for (const topic of Topics) {
      await setPolicy(topic, jsonText(PolicyDocument), context);
      context.exists(id);
    }
    return { id, attributes: { Id: id } };
  },
  update: async ({ id }, before, { PolicyDocument, Topics }, context) => {
    for (const topic of Topics) await setPolicy(topic, jsonText(PolicyDocument), context);
    const left = (before.Topics ?? []).filter((topic) => !Topics.includes(topic));
    for (const topic of left) await goneIsFine(setPolicy(topic, ownersOnly(topic), context));
    return { id, attributes: { Id: id } };
  },
  remove: async (_physical, { Topics = [] }, context) => {
    for (const topic of Topics) await goneIsFine(setPolicy(topic, ownersOnly(topic), context));
  },
});

async function setPolicy(TopicArn: string, AttributeValue: string, context: ResourceContext): Promise<void> {
  await context.call(SetTopicAttributes$, { TopicArn, AttributeName: 'Policy', AttributeValue });
}

/** A topic always has a policy: without this one it is as new. */
function ownersOnly(topicArn: string): string {
  const actions = ['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic', 'Subscribe'];
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [...actions, 'ListSubscriptionsByTopic', 'Publish'].map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': topicArn.split(':')[4] } },
      },
    ],
  });
}
