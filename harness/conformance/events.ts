import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteResourcePolicyCommand,
  FilterLogEventsCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import * as sdk from '@aws-sdk/client-eventbridge';
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { untilActive, zipOf } from './functions.ts';
import { makeRole, makeUser, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

interface OwnRule {
  readonly events: sdk.EventBridgeClient;
  readonly EventBusName: string;
  readonly Rule: string;
  readonly ruleArn: string;
}

/** A bus of the case's own, with one rule. */
async function ruleOf(world: ConformanceWorld, pattern: unknown = { source: ['shop'] }): Promise<OwnRule> {
  const events = world.client(sdk.EventBridgeClient, world.account);
  const EventBusName = world.unique('bus');
  await events.send(new sdk.CreateEventBusCommand({ Name: EventBusName }));
  const Rule = world.unique('rule');
  const { RuleArn = '' } = await events.send(new sdk.PutRuleCommand({ Name: Rule, EventBusName, EventPattern: JSON.stringify(pattern) }));
  return { events, EventBusName, Rule, ruleArn: RuleArn };
}

interface OwnQueue {
  readonly url: string;
  readonly arn: string;
}

/** A queue that lets the rule send, where there is one. */
async function queueFor(world: ConformanceWorld, ruleArn?: string): Promise<OwnQueue> {
  const sqs = world.client(SQSClient, world.account);
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: world.unique('queue') }));
  const arn = `arn:aws:sqs:${world.region}:${world.account}:${url.split('/').at(-1)}`;
  const statement = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn };
  const Statement = [{ ...statement, Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } } }];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  if (ruleArn !== undefined) await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  return { url, arn };
}

async function receive(world: ConformanceWorld, { url }: OwnQueue, WaitTimeSeconds = 5): Promise<Message | undefined> {
  const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds, MessageAttributeNames: ['All'] });
  const { Messages: [message] = [] } = await world.client(SQSClient, world.account).send(command);
  return message;
}

const order = (EventBusName: string, detail: unknown, Source = 'shop'): sdk.PutEventsRequestEntry => ({
  EventBusName,
  Source,
  DetailType: 'order placed',
  Detail: JSON.stringify(detail),
  Resources: ['arn:aws:shop:::order/7'],
});

const cases: readonly ConformanceCase[] = [
  {
    name: 'keeps buses and rules, and takes them away',
    async run(world) {
      const { events, EventBusName, Rule, ruleArn } = await ruleOf(world);
      world.assert.equal(ruleArn, `arn:aws:events:${world.region}:${world.account}:rule/${EventBusName}/${Rule}`);
      const again = await refusalOf(events.send(new sdk.CreateEventBusCommand({ Name: EventBusName })));
      world.assert.equal(again.code, 'ResourceAlreadyExists');
      const { EventBuses } = await events.send(new sdk.ListEventBusesCommand({ NamePrefix: EventBusName }));
      world.assert.equal(EventBuses?.length, 1);
      await events.send(new sdk.DisableRuleCommand({ Name: Rule, EventBusName }));
      const described = await events.send(new sdk.DescribeRuleCommand({ Name: Rule, EventBusName }));
      world.assert.deepEqual([described.State, described.EventPattern], ['DISABLED', '{"source":["shop"]}']);
      const queue = await queueFor(world, ruleArn);
      await events.send(new sdk.PutTargetsCommand({ Rule, EventBusName, Targets: [{ Id: 'q', Arn: queue.arn }] }));
      const { Targets } = await events.send(new sdk.ListTargetsByRuleCommand({ Rule, EventBusName }));
      world.assert.deepEqual(Targets, [{ Id: 'q', Arn: queue.arn }]);
      const busy = await refusalOf(events.send(new sdk.DeleteRuleCommand({ Name: Rule, EventBusName })));
      world.assert.equal(busy.code, 'Validation');
      await events.send(new sdk.RemoveTargetsCommand({ Rule, EventBusName, Ids: ['q'] }));
      await events.send(new sdk.DeleteRuleCommand({ Name: Rule, EventBusName }));
      await events.send(new sdk.DeleteEventBusCommand({ Name: EventBusName }));
      const gone = await refusalOf(events.send(new sdk.DescribeEventBusCommand({ Name: EventBusName })));
      world.assert.equal(gone.code, 'ResourceNotFound');
    },
  },
  {
    name: 'brings events that match to their targets, whole, in part, or made over',
    async run(world) {
      const pattern = { source: ['shop'], detail: { total: [{ numeric: ['>', 100] }] } };
      const { events, EventBusName, Rule, ruleArn } = await ruleOf(world, pattern);
      const [whole, part, made] = [await queueFor(world, ruleArn), await queueFor(world, ruleArn), await queueFor(world, ruleArn)];
      const InputTransformer = {
        InputPathsMap: { total: '$.detail.total', who: '$.detail.customer.name' },
        InputTemplate: '{"text": "<who> pays <total>", "total": <total>}',
      };
      const { FailedEntryCount } = await events.send(
        new sdk.PutTargetsCommand({
          Rule,
          EventBusName,
          Targets: [
            { Id: 'whole', Arn: whole.arn },
            { Id: 'part', Arn: part.arn, InputPath: '$.detail.customer' },
            { Id: 'made', Arn: made.arn, InputTransformer },
          ],
        }),
      );
      world.assert.equal(FailedEntryCount, 0);
      const detail = { total: 120, customer: { name: 'Ada' } };
      const Entries = [order(EventBusName, { total: 7 }), order(EventBusName, detail), order(EventBusName, detail, 'other')];
      const put = await events.send(new sdk.PutEventsCommand({ Entries }));
      world.assert.equal(put.FailedEntryCount, 0);
      const event = JSON.parse((await receive(world, whole))?.Body ?? '{}') as Record<string, unknown>;
      world.assert.deepEqual(
        ['version', 'id', 'source', 'detail-type', 'account', 'region', 'resources', 'detail'].map((name) => event[name]),
        ['0', put.Entries?.[1]?.EventId, 'shop', 'order placed', world.account, world.region, ['arn:aws:shop:::order/7'], detail],
      );
      world.assert.equal((await receive(world, part))?.Body, '{"name":"Ada"}');
      const text = (await receive(world, made))?.Body ?? '{}';
      world.assert.deepEqual(JSON.parse(text), { text: 'Ada pays 120', total: 120 });
      world.assert.equal(await receive(world, whole, 0), undefined);
    },
  },
  {
    name: 'says of each event that it does not take why',
    async run(world) {
      const events = world.client(sdk.EventBridgeClient, world.account);
      const good = order('default', {});
      const { FailedEntryCount, Entries } = await events.send(
        new sdk.PutEventsCommand({ Entries: [good, { ...good, Detail: '{' }, { ...good, Source: undefined }] }),
      );
      world.assert.equal(FailedEntryCount, 2);
      world.assert.deepEqual(
        Entries?.map(({ ErrorCode, EventId }) => [ErrorCode, EventId !== undefined]),
        [
          [undefined, true],
          ['MalformedDetail', false],
          ['InvalidArgument', false],
        ],
      );
    },
  },
  {
    name: 'tests patterns, and refuses those that are none',
    async run(world) {
      const events = world.client(sdk.EventBridgeClient, world.account);
      const event = { id: '1', account: world.account, source: 'shop', time: '2026-01-01T00:00:00Z', region: world.region, resources: [] };
      const Event = JSON.stringify({ ...event, 'detail-type': 'x', detail: { ip: '10.0.0.7', name: 'a.png' } });
      const test = async (pattern: unknown): Promise<boolean | undefined> =>
        (await events.send(new sdk.TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event }))).Result;
      world.assert.equal(await test({ detail: { ip: [{ cidr: '10.0.0.0/24' }], name: [{ suffix: '.png' }] } }), true);
      world.assert.equal(await test({ $or: [{ source: ['none'] }, { detail: { name: [{ 'anything-but': { prefix: 'a' } }] } }] }), false);
      world.assert.equal((await refusalOf(test({ source: 'shop' }))).code, 'InvalidEventPattern');
    },
  },
  {
    name: 'puts what a target refuses into its dead-letter queue',
    needs: ['iam-enforcement'],
    async run(world) {
      const { events, EventBusName, Rule, ruleArn } = await ruleOf(world);
      const [closed, dead] = [await queueFor(world), await queueFor(world, ruleArn)];
      const Targets = [{ Id: 'q', Arn: closed.arn, DeadLetterConfig: { Arn: dead.arn } }];
      await events.send(new sdk.PutTargetsCommand({ Rule, EventBusName, Targets }));
      await events.send(new sdk.PutEventsCommand({ Entries: [order(EventBusName, { total: 1 })] }));
      const message = await receive(world, dead);
      const attributes = message?.MessageAttributes ?? {};
      world.assert.equal(attributes['ERROR_CODE']?.StringValue, 'NO_PERMISSIONS');
      world.assert.equal(attributes['RULE_ARN']?.StringValue, ruleArn);
      world.assert.deepEqual((JSON.parse(message?.Body ?? '{}') as { detail?: unknown }).detail, { total: 1 });
    },
  },
  {
    name: 'lets another account put events where the bus permits it, and only then',
    needs: ['iam-enforcement'],
    async run(world) {
      const { events, EventBusName } = await ruleOf(world);
      const arn = `arn:aws:events:${world.region}:${world.account}:event-bus/${EventBusName}`;
      const guest = await makeUser(world, world.otherAccount, { Effect: 'Allow', Action: 'events:PutEvents', Resource: arn });
      const foreign = world.client(sdk.EventBridgeClient, world.otherAccount, guest.credentials);
      const put = () => foreign.send(new sdk.PutEventsCommand({ Entries: [order(arn, {})] }));
      world.assert.equal((await refusalOf(put())).code, 'AccessDenied');
      const permission = { EventBusName, Action: 'events:PutEvents', Principal: world.otherAccount, StatementId: 'guest' };
      await events.send(new sdk.PutPermissionCommand(permission));
      world.assert.equal((await put()).FailedEntryCount, 0);
      await events.send(new sdk.RemovePermissionCommand({ EventBusName, StatementId: 'guest' }));
      world.assert.equal((await refusalOf(put())).code, 'AccessDenied');
    },
  },
  {
    name: 'writes events to a log group whose resource policy lets the rule',
    needs: ['iam-enforcement'],
    async run(world) {
      const { events, EventBusName, Rule, ruleArn } = await ruleOf(world);
      const logs = world.client(CloudWatchLogsClient, world.account);
      const logGroupName = `/aws/events/${world.unique('group')}`;
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      const arn = `arn:aws:logs:${world.region}:${world.account}:log-group:${logGroupName}`;
      const Principal = { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] };
      const Action = ['logs:CreateLogStream', 'logs:PutLogEvents'];
      const policyName = world.unique('policy');
      const Statement = [{ Effect: 'Allow', Principal, Action, Resource: `${arn}:*` }];
      const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await logs.send(new PutResourcePolicyCommand({ policyName, policyDocument }));
      const dead = await queueFor(world, ruleArn);
      const Targets = [{ Id: 'log', Arn: arn, DeadLetterConfig: { Arn: dead.arn } }];
      await events.send(new sdk.PutTargetsCommand({ Rule, EventBusName, Targets }));
      await events.send(new sdk.PutEventsCommand({ Entries: [order(EventBusName, { total: 9 })] }));
      let found: string | undefined;
      for (let tries = 0; found === undefined && tries < 20; tries += 1) {
        await receive(world, await idleQueue(world), 1);
        found = (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.[0]?.message;
      }
      world.assert.deepEqual((JSON.parse(found ?? '{}') as { detail?: unknown }).detail, { total: 9 });
      await logs.send(new DeleteResourcePolicyCommand({ policyName }));
      await events.send(new sdk.PutEventsCommand({ Entries: [order(EventBusName, { total: 10 })] }));
      world.assert.equal((await receive(world, dead))?.MessageAttributes?.['ERROR_CODE']?.StringValue, 'NO_PERMISSIONS');
    },
  },
  {
    name: 'goes from an event over a rule, a queue and an event source mapping to a line in a function’s log',
    needs: ['function-logs'],
    async run(world) {
      const { events, EventBusName, Rule, ruleArn } = await ruleOf(world);
      const queue = await queueFor(world, ruleArn);
      await events.send(new sdk.PutTargetsCommand({ Rule, EventBusName, Targets: [{ Id: 'q', Arn: queue.arn }] }));
      const FunctionName = await consumer(world, queue);
      await world
        .client(LambdaClient, world.account)
        .send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn }));
      await events.send(new sdk.PutEventsCommand({ Entries: [order(EventBusName, { total: 42 })] }));
      const logs = world.client(CloudWatchLogsClient, world.account);
      const find = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: '"consumed 42"' });
      let found = 0;
      for (let tries = 0; found === 0 && tries < 100; tries += 1) {
        // Waits, by a queue in which nothing comes, between one look and the next.
        await receive(world, await idleQueue(world), 1);
        found = (await logs.send(find).catch(() => ({ events: [] }))).events?.length ?? 0;
      }
      world.assert.equal(found, 1);
    },
  },
];

const idle = new WeakMap<object, Promise<OwnQueue>>();

function idleQueue(world: ConformanceWorld): Promise<OwnQueue> {
  const queue = idle.get(world) ?? queueFor(world);
  idle.set(world, queue);
  return queue;
}

async function consumer(world: ConformanceWorld, queue: OwnQueue): Promise<string> {
  const may = (Action: readonly string[], Resource: string) => ({ Effect: 'Allow', Action, Resource }) as const;
  const Role = await makeRole(
    world,
    world.account,
    trustIn({ Service: 'lambda.amazonaws.com' }),
    may(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queue.arn),
    may(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*'),
  );
  const FunctionName = world.unique('fn');
  const code = `export const handler = async ({ Records }) => {
    for (const { body } of Records) console.log('consumed ' + JSON.parse(body).detail.total);
  };`;
  const Code = { ZipFile: zipOf(code) };
  const lambda = world.client(LambdaClient, world.account);
  await lambda.send(new CreateFunctionCommand({ FunctionName, Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 10, Role, Code }));
  await untilActive(lambda, FunctionName);
  return FunctionName;
}

export const events: Conformance = { service: 'events', cases };
