import { CreateQueue$, DeleteQueue$, GetQueueUrl$, SetQueueAttributes$, TagQueue$, UntagQueue$ } from '@aws-sdk/client-sqs';
import type { CreateQueueResult, GetQueueUrlResult } from '@aws-sdk/client-sqs';
import type { Json } from '../template/json.ts';
import { boolean, integer, json, oneOf, string, tags } from '../template/shape.ts';
import { refuseExisting } from './already-there.ts';
import { generatedName, tagChanges, tagMap } from './physical-name.ts';
import { defineKind, jsonText, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface QueueAttributes {
  readonly ContentBasedDeduplication?: boolean;
  readonly DeduplicationScope?: string;
  readonly DelaySeconds?: number;
  readonly FifoThroughputLimit?: string;
  readonly KmsDataKeyReusePeriodSeconds?: number;
  readonly KmsMasterKeyId?: string;
  readonly MaximumMessageSize?: number;
  readonly MessageRetentionPeriod?: number;
  readonly ReceiveMessageWaitTimeSeconds?: number;
  readonly RedriveAllowPolicy?: Json;
  readonly RedrivePolicy?: Json;
  readonly SqsManagedSseEnabled?: boolean;
  readonly VisibilityTimeout?: number;
}

interface QueueProperties extends QueueAttributes {
  readonly FifoQueue?: boolean;
  readonly QueueName?: string;
  readonly Tags?: readonly Tag[];
}

export const sqsQueue = defineKind<QueueProperties>({
  type: 'AWS::SQS::Queue',
  properties: {
    ContentBasedDeduplication: { shape: boolean },
    DeduplicationScope: { shape: oneOf('queue', 'messageGroup') },
    DelaySeconds: { shape: integer },
    FifoQueue: { shape: boolean, replaces: true },
    FifoThroughputLimit: { shape: oneOf('perQueue', 'perMessageGroupId') },
    KmsDataKeyReusePeriodSeconds: { shape: integer },
    KmsMasterKeyId: { shape: string },
    MaximumMessageSize: { shape: integer },
    MessageRetentionPeriod: { shape: integer },
    QueueName: { shape: string, replaces: true },
    ReceiveMessageWaitTimeSeconds: { shape: integer },
    RedriveAllowPolicy: { shape: json },
    RedrivePolicy: { shape: json },
    SqsManagedSseEnabled: { shape: boolean },
    Tags: { shape: tags },
    VisibilityTimeout: { shape: integer },
  },
  notEmulated: [],
  attributes: ['Arn', 'QueueName', 'QueueUrl'],
  nameProperty: 'QueueName',
  tagged: true,
  // The host is the emulator's own, which is known once the queue is there; SQS itself looks at the path only.
  idOf: (properties, context) => `https://sqs.${context.region}.amazonaws.com/${context.account}/${queueName(properties, context)}`,
  create: async (properties, context) => {
    const QueueName = queueName(properties, context);
    if (properties.QueueName !== undefined) await refuseExisting(context.call(GetQueueUrl$, { QueueName }), CreateQueue$, QueueName);
    const Attributes = { ...attributesOf(properties), ...(properties.FifoQueue === true ? { FifoQueue: 'true' } : {}) };
    const tagged = context.tags.length === 0 ? {} : { tags: tagMap(context.tags) };
    const { QueueUrl = '' } = await context.call<CreateQueueResult>(CreateQueue$, { QueueName, Attributes, ...tagged });
    return physical(QueueUrl, context);
  },
  update: async ({ id }, before, after, context) => {
    const { QueueUrl = '' } = await context.call<GetQueueUrlResult>(GetQueueUrl$, { QueueName: nameIn(id) });
    const [old, wanted] = [attributesOf(before), attributesOf(after)];
    const gone = Object.keys(old).filter((name) => wanted[name] === undefined);
    const Attributes = { ...Object.fromEntries(gone.map((name) => [name, defaults[name] ?? ''])), ...wanted };
    if (Object.keys(Attributes).length > 0) await context.call(SetQueueAttributes$, { QueueUrl, Attributes });
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagQueue$, { QueueUrl, Tags: tagMap(put) });
    if (removed.length > 0) await context.call(UntagQueue$, { QueueUrl, TagKeys: removed });
    return physical(QueueUrl, context);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteQueue$, { QueueUrl: id });
  },
});

/** What an attribute is again when a template no longer says it; policies and keys go. */
const defaults: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  DelaySeconds: '0',
  FifoThroughputLimit: 'perQueue',
  KmsDataKeyReusePeriodSeconds: '300',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

function attributesOf({
  FifoQueue: _fifo,
  QueueName: _name,
  Tags: _tags,
  ...attributes
}: Partial<QueueProperties>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .map(([name, value]) => [name, jsonText(value)]),
  );
}

function queueName(properties: QueueProperties, context: ResourceContext): string {
  if (properties.QueueName !== undefined) return properties.QueueName;
  return properties.FifoQueue === true ? `${generatedName(context, 75)}.fifo` : generatedName(context, 80);
}

const nameIn = (url: string): string => url.split('/').at(-1) ?? '';

function physical(QueueUrl: string, { account, region }: ResourceContext): Physical {
  const QueueName = nameIn(QueueUrl);
  return { id: QueueUrl, attributes: { Arn: `arn:aws:sqs:${region}:${account}:${QueueName}`, QueueName, QueueUrl } };
}
