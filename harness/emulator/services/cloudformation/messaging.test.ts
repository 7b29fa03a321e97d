import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRuleCommand, EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetFunctionEventInvokeConfigCommand, LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await startTestEmulator();
  cloudFormation = emulator.client(CloudFormationClient);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

const policyFor = (service: string, action: string, resource: unknown, source: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: action,
      Resource: resource,
      Condition: { ArnEquals: { 'aws:SourceArn': source } },
    },
  ],
});

const ref = (Ref: string) => ({ Ref });
const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });

/** An event goes from the bus to the topic, from there to the queue, on to the function, and what it says to the queue Told. */
function template({ timeout = 30, batchSize = 10, retries = 0, state = 'ENABLED' } = {}): string {
  const code = `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
    exports.handler = async ({ Records }) => {
      for (const { body } of Records) await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.TOLD, MessageBody: 'told ' + body }));
    };`;
  const allow = (Action: readonly string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
  const may = [
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], att('Queue')),
    allow(['sqs:SendMessage'], [att('Told'), att('Dead')]),
  ];
  const write = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const writer = { ...allow(write, att('Log')), Principal: { Service: 'events.amazonaws.com' } };
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const Resources = {
    Dead: { Type: 'AWS::SQS::Queue' },
    Told: { Type: 'AWS::SQS::Queue' },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { VisibilityTimeout: timeout, RedrivePolicy: { deadLetterTargetArn: att('Dead'), maxReceiveCount: 3 } },
    },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [ref('Queue')], PolicyDocument: policyFor('sns.amazonaws.com', 'sqs:SendMessage', att('Queue'), ref('Topic')) },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'orders' } },
    TopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [ref('Topic')], PolicyDocument: policyFor('events.amazonaws.com', 'sns:Publish', ref('Topic'), att('Rule')) },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att('Queue'), RawMessageDelivery: true },
    },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/events/shop' } },
    LogPolicy: {
      Type: 'AWS::Logs::ResourcePolicy',
      Properties: { PolicyName: 'events', PolicyDocument: { Version: '2012-10-17', Statement: [writer] } },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: ref('Bus'),
        State: state,
        EventPattern: { source: ['shop'] },
        Targets: [
          { Id: 'topic', Arn: ref('Topic'), InputPath: '$.detail' },
          { Id: 'log', Arn: att('Log') },
        ],
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust,
        Policies: [{ PolicyName: 'may', PolicyDocument: { Version: '2012-10-17', Statement: may } }],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Timeout: 10,
        Role: att('Role'),
        Code: { ZipFile: code },
        Environment: { Variables: { TOLD: ref('Told') } },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: ref('Function'), EventSourceArn: att('Queue'), BatchSize: batchSize },
    },
    Invocations: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: ref('Function'),
        Qualifier: '$LATEST',
        MaximumRetryAttempts: retries,
        DestinationConfig: { OnFailure: { Destination: att('Dead') } },
      },
    },
  };
  const output = (Value: unknown) => ({ Value });
  const Outputs = {
    Told: output(ref('Told')),
    Queue: output(ref('Queue')),
    Topic: output(ref('Topic')),
    Rule: output(ref('Rule')),
    Function: output(ref('Function')),
  };
  return JSON.stringify({ Resources, Outputs });
}

/** The stack when nothing is under way any more; undefined where it is gone. */
async function settled(StackName: string): Promise<Stack | undefined> {
  const look = async (): Promise<Stack | undefined> =>
    (await cloudFormation.send(new DescribeStacksCommand({ StackName })).catch(() => ({ Stacks: [] }))).Stacks?.[0];
  await expect.poll(async () => (await look())?.StackStatus ?? 'GONE', { timeout: 20_000 }).not.toMatch(/_IN_PROGRESS$/);
  return look();
}

async function reasons(StackName: string): Promise<readonly string[]> {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.flatMap(({ ResourceStatus, ResourceStatusReason = '' }) =>
    ResourceStatus?.endsWith('_FAILED') === true ? [ResourceStatusReason] : [],
  );
}

function outputs(stack: Stack | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

describe('a stack of queues, topics, rules and functions', { timeout: 60_000 }, () => {
  const StackName = 'orders';
  let made: Readonly<Record<string, string>> = {};

  it('is made, and an event goes all the way', async () => {
    await cloudFormation.send(
      new CreateStackCommand({
        StackName,
        TemplateBody: template(),
        Capabilities: ['CAPABILITY_IAM'],
        Tags: [{ Key: 'team', Value: 'a' }],
      }),
    );
    const stack = await settled(StackName);
    expect([stack?.StackStatus, await reasons(StackName)]).toEqual(['CREATE_COMPLETE', []]);
    made = outputs(stack);
    expect(made['Queue']).toMatch(new RegExp(`^${emulator.endpoint}/${testAccount}/orders-Queue-`));
    expect(made['Topic']).toMatch(new RegExp(`^arn:aws:sns:eu-central-1:${testAccount}:orders-Topic-`));
    expect(made['Rule']).toMatch(/^shop\|orders-Rule-/);
    const Entries = [{ EventBusName: 'shop', Source: 'shop', DetailType: 'order', Detail: '{"id":7}' }];
    await emulator.client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
    const receive = new ReceiveMessageCommand({ QueueUrl: made['Told'], WaitTimeSeconds: 20 });
    const { Messages = [] } = await emulator.client(SQSClient).send(receive);
    expect(Messages.map(({ Body }) => Body)).toEqual(['told {"id":7}']);
    const find = new FilterLogEventsCommand({ logGroupName: '/aws/events/shop' });
    await expect.poll(async () => (await emulator.client(CloudWatchLogsClient).send(find)).events?.length).toBe(1);
  });

  it('is changed in place', async () => {
    const TemplateBody = template({ timeout: 60, batchSize: 2, retries: 1, state: 'DISABLED' });
    await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
    const stack = await settled(StackName);
    expect([stack?.StackStatus, await reasons(StackName)]).toEqual(['UPDATE_COMPLETE', []]);
    expect(outputs(stack)).toEqual(made);
    const queue = new GetQueueAttributesCommand({ QueueUrl: made['Queue'], AttributeNames: ['VisibilityTimeout'] });
    expect((await emulator.client(SQSClient).send(queue)).Attributes).toEqual({ VisibilityTimeout: '60' });
    const lambda = emulator.client(LambdaClient);
    const FunctionName = made['Function'];
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    expect(EventSourceMappings?.map(({ BatchSize }) => BatchSize)).toEqual([2]);
    expect(await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).toMatchObject({ MaximumRetryAttempts: 1 });
    const rule = new DescribeRuleCommand({ EventBusName: 'shop', Name: made['Rule']?.split('|')[1] });
    expect(await emulator.client(EventBridgeClient).send(rule)).toMatchObject({ State: 'DISABLED' });
    expect((await emulator.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn: made['Topic'] }))).Attributes).toMatchObject({
      DisplayName: 'orders',
    });
  });

  it('is deleted whole', async () => {
    await cloudFormation.send(new DeleteStackCommand({ StackName }));
    expect(await settled(StackName)).toBeUndefined();
    expect((await emulator.client(SQSClient).send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
    expect((await emulator.client(SNSClient).send(new ListTopicsCommand({}))).Topics).toEqual([]);
    expect(emulator.logged()).toBe('');
  });

  it('takes no queue for its own that is there already', async () => {
    await emulator.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'mine' }));
    const TemplateBody = JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mine' } } } });
    await cloudFormation.send(new CreateStackCommand({ StackName: 'theft', TemplateBody }));
    expect((await settled('theft'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await reasons('theft'))[0]).toContain('already exists');
    expect((await emulator.client(SQSClient).send(new ListQueuesCommand({}))).QueueUrls).toHaveLength(1);
  });

  it('is refused with a schedule', async () => {
    const Rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(5 minutes)' } };
    const create = cloudFormation.send(
      new CreateStackCommand({ StackName: 'tick', TemplateBody: JSON.stringify({ Resources: { Rule } }) }),
    );
    await expect(create).rejects.toThrow(/ScheduleExpression/);
  });
});
