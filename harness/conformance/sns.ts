import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as sdk from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { makeFunction } from './functions.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

interface OwnTopic {
  readonly sns: sdk.SNSClient;
  readonly TopicArn: string;
}

async function topicOf(world: ConformanceWorld): Promise<OwnTopic> {
  const sns = world.client(sdk.SNSClient, world.account);
  const { TopicArn = '' } = await sns.send(new sdk.CreateTopicCommand({ Name: world.unique('topic') }));
  return { sns, TopicArn };
}

interface OwnQueue {
  readonly url: string;
  readonly arn: string;
}

/** A queue that lets `topicArn` send, where there is one. */
async function queueFor(world: ConformanceWorld, topicArn?: string): Promise<OwnQueue> {
  const sqs = world.client(SQSClient, world.account);
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: world.unique('queue') }));
  const arn = `arn:aws:sqs:${world.region}:${world.account}:${url.split('/').at(-1)}`;
  const statement = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ ...statement, Condition: { ArnEquals: { 'aws:SourceArn': topicArn } } }],
  });
  if (topicArn !== undefined) await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  return { url, arn };
}

async function receive(world: ConformanceWorld, { url }: OwnQueue, WaitTimeSeconds = 5): Promise<Message | undefined> {
  const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds, MessageAttributeNames: ['All'] });
  const { Messages: [message] = [] } = await world.client(SQSClient, world.account).send(command);
  return message;
}

const cases: readonly ConformanceCase[] = [
  {
    name: 'keeps topics, their attributes and tags',
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const Name = TopicArn.split(':').at(-1);
      world.assert.equal((await sns.send(new sdk.CreateTopicCommand({ Name }))).TopicArn, TopicArn);
      await sns.send(new sdk.SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Orders' }));
      const { Attributes } = await sns.send(new sdk.GetTopicAttributesCommand({ TopicArn }));
      world.assert.deepEqual([Attributes?.['DisplayName'], Attributes?.['Owner']], ['Orders', world.account]);
      await sns.send(new sdk.TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: 'a', Value: '1' }] }));
      await sns.send(new sdk.TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: 'b', Value: '2' }] }));
      await sns.send(new sdk.UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ['a'] }));
      const { Tags } = await sns.send(new sdk.ListTagsForResourceCommand({ ResourceArn: TopicArn }));
      world.assert.deepEqual(Tags, [{ Key: 'b', Value: '2' }]);
      await sns.send(new sdk.DeleteTopicCommand({ TopicArn }));
      const gone = await refusalOf(sns.send(new sdk.GetTopicAttributesCommand({ TopicArn })));
      world.assert.deepEqual([gone.code, gone.status], ['NotFound', 404]);
    },
  },
  {
    name: 'brings a message to a queue in its envelope, or raw',
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const [wrapped, raw] = [await queueFor(world, TopicArn), await queueFor(world, TopicArn)];
      await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: wrapped.arn }));
      const Attributes = { RawMessageDelivery: 'true' };
      await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: raw.arn, Attributes }));
      const MessageAttributes = { kind: { DataType: 'String', StringValue: 'order' } };
      const { MessageId } = await sns.send(new sdk.PublishCommand({ TopicArn, Message: 'hello', Subject: 'greeting', MessageAttributes }));
      const inEnvelope = JSON.parse((await receive(world, wrapped))?.Body ?? '{}') as Record<string, unknown>;
      world.assert.deepEqual(
        ['Type', 'MessageId', 'TopicArn', 'Subject', 'Message'].map((name) => inEnvelope[name]),
        ['Notification', MessageId, TopicArn, 'greeting', 'hello'],
      );
      world.assert.deepEqual(inEnvelope['MessageAttributes'], { kind: { Type: 'String', Value: 'order' } });
      const bare = await receive(world, raw);
      world.assert.deepEqual([bare?.Body, bare?.MessageAttributes?.['kind']?.StringValue], ['hello', 'order']);
    },
  },
  {
    name: 'gives subscribers what their filter policies let through',
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const queue = await queueFor(world, TopicArn);
      const FilterPolicy = JSON.stringify({ kind: [{ prefix: 'ord' }], size: [{ numeric: ['>', 5] }] });
      const Attributes = { RawMessageDelivery: 'true', FilterPolicy };
      const { SubscriptionArn } = await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn, Attributes }));
      const entry = (Id: string, kind: string, size: string) => ({
        Id,
        Message: Id,
        MessageAttributes: { kind: { DataType: 'String', StringValue: kind }, size: { DataType: 'Number', StringValue: size } },
      });
      const PublishBatchRequestEntries = [entry('small', 'order', '5'), entry('other', 'bill', '9'), entry('wanted', 'order', '9')];
      const { Successful } = await sns.send(new sdk.PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
      world.assert.equal(Successful?.length, 3);
      world.assert.equal((await receive(world, queue))?.Body, 'wanted');
      const set = (AttributeName: string, AttributeValue: string) =>
        sns.send(new sdk.SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
      await set('FilterPolicyScope', 'MessageBody');
      await set('FilterPolicy', JSON.stringify({ order: { size: [9] } }));
      for (const size of [8, 9]) await sns.send(new sdk.PublishCommand({ TopicArn, Message: JSON.stringify({ order: { size } }) }));
      world.assert.equal((await receive(world, queue))?.Body, '{"order":{"size":9}}');
      const refused = await refusalOf(set('FilterPolicy', JSON.stringify({ order: 'x' })));
      world.assert.equal(refused.code, 'InvalidParameter');
      world.assert.equal(await receive(world, queue, 0), undefined);
    },
  },
  {
    name: 'lists subscriptions, and ends them',
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const queue = await queueFor(world, TopicArn);
      const subscribe = () => sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn }));
      const { SubscriptionArn } = await subscribe();
      world.assert.equal((await subscribe()).SubscriptionArn, SubscriptionArn);
      const list = async () => (await sns.send(new sdk.ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions;
      world.assert.deepEqual(await list(), [{ SubscriptionArn, Owner: world.account, Protocol: 'sqs', Endpoint: queue.arn, TopicArn }]);
      const { Attributes } = await sns.send(new sdk.GetSubscriptionAttributesCommand({ SubscriptionArn }));
      world.assert.deepEqual([Attributes?.['PendingConfirmation'], Attributes?.['Endpoint']], ['false', queue.arn]);
      await sns.send(new sdk.UnsubscribeCommand({ SubscriptionArn }));
      world.assert.deepEqual(await list(), []);
    },
  },
  {
    name: 'invokes a function whose policy lets the topic',
    needs: ['function-logs'],
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const out = await queueFor(world);
      const sqs = world.client(SQSClient, world.account);
      const code = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
        export const handler = async ({ Records: [{ EventSource, Sns }] }) =>
          new SQSClient({}).send(new SendMessageCommand({ QueueUrl: ${JSON.stringify(out.url)}, MessageBody: EventSource + ' ' + Sns.Message }));`;
      const FunctionName = await makeFunction(world, code);
      const anyone = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: out.arn };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [anyone] });
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: out.url, Attributes: { Policy } }));
      const lambda = world.client(LambdaClient, world.account);
      const Endpoint = `arn:aws:lambda:${world.region}:${world.account}:function:${FunctionName}`;
      const permission = { FunctionName, StatementId: 'sns', Action: 'lambda:InvokeFunction', Principal: 'sns.amazonaws.com' };
      await lambda.send(new AddPermissionCommand({ ...permission, SourceArn: TopicArn }));
      await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint }));
      await sns.send(new sdk.PublishCommand({ TopicArn, Message: 'hello' }));
      world.assert.equal((await receive(world, out, 15))?.Body, 'aws:sns hello');
    },
  },
  {
    name: 'keeps from a queue whose policy does not let the topic, and uses the dead-letter queue',
    needs: ['iam-enforcement'],
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const [closed, dead] = [await queueFor(world), await queueFor(world, TopicArn)];
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn });
      await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: closed.arn, Attributes: { RedrivePolicy } }));
      await sns.send(new sdk.PublishCommand({ TopicArn, Message: 'lost?' }));
      world.assert.match((await receive(world, dead))?.Body ?? '', /lost\?/);
      world.assert.equal(await receive(world, closed, 0), undefined);
    },
  },
  {
    name: 'lets those publish whom a policy lets',
    needs: ['iam-enforcement'],
    async run(world) {
      const { sns, TopicArn } = await topicOf(world);
      const may = { Effect: 'Allow', Action: 'sns:Publish', Resource: TopicArn } as const;
      const guest = await makeUser(world, world.otherAccount, may);
      const foreign = world.client(sdk.SNSClient, world.otherAccount, guest.credentials);
      const publish = () => foreign.send(new sdk.PublishCommand({ TopicArn, Message: 'x' }));
      world.assert.match((await refusalOf(publish())).code, /AccessDenied|AuthorizationError/);
      const Principal = { AWS: `arn:aws:iam::${world.otherAccount}:root` };
      const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...may, Principal }] });
      await sns.send(new sdk.SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
      await publish();
    },
  },
];

export const sns: Conformance = { service: 'sns', cases };
