import * as sdk from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { untilActive, zipOf } from './functions.ts';
import { makeRole, trustIn } from './people.ts';
import type { Statement } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

interface TestQueue {
  readonly url: string;
  readonly arn: string;
}

async function makeQueue(world: ConformanceWorld, Attributes: Record<string, string> = {}): Promise<TestQueue> {
  const sqs = world.client(SQSClient, world.account);
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: world.unique('queue'), Attributes }));
  return { url, arn: `arn:aws:sqs:${world.region}:${world.account}:${url.split('/').at(-1)}` };
}

/** A function that sends a message of its own to `out` where its code says so, and may do what `statements` say. */
async function makeWorker(world: ConformanceWorld, code: string, statements: readonly Statement[], out?: TestQueue): Promise<string> {
  const Role = await makeRole(world, world.account, trustIn({ Service: 'lambda.amazonaws.com' }), ...statements);
  const FunctionName = world.unique('fn');
  const lambda = world.client(sdk.LambdaClient, world.account);
  await lambda.send(
    new sdk.CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 5,
      Role,
      Code: { ZipFile: zipOf(code) },
      Environment: { Variables: { OUT: out?.url ?? 'none' } },
    }),
  );
  await untilActive(lambda, FunctionName);
  return FunctionName;
}

const mayRead = ({ arn }: TestQueue): Statement => ({
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: arn,
});

const maySend = ({ arn }: TestQueue): Statement => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn });

/** Tells its bodies to the queue OUT; fails on those that say so. */
const teller = `
  import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
  const sqs = new SQSClient({});
  export const handler = async ({ Records }) => {
    const batchItemFailures = [];
    for (const { body, messageId } of Records) {
      if (body.includes('bad')) batchItemFailures.push({ itemIdentifier: messageId });
      else await sqs.send(new SendMessageCommand({ QueueUrl: process.env.OUT, MessageBody: body }));
    }
    return { batchItemFailures };
  };`;

/** What arrives in a queue, until there are `count`. */
async function arrivals(world: ConformanceWorld, { url }: TestQueue, count: number): Promise<readonly string[]> {
  const sqs = world.client(SQSClient, world.account);
  const bodies: string[] = [];
  for (let polls = 0; bodies.length < count && polls < 20; polls += 1) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
  return bodies.sort();
}

export const lambdaEvents: readonly ConformanceCase[] = [
  {
    name: 'takes a queue’s messages to a function and deletes those that it dealt with',
    async run(world) {
      const [dead, out] = [await makeQueue(world), await makeQueue(world)];
      const lambda = world.client(sdk.LambdaClient, world.account);
      const sqs = world.client(SQSClient, world.account);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
      const source = await makeQueue(world, { RedrivePolicy, VisibilityTimeout: '5' });
      const FunctionName = await makeWorker(world, teller, [mayRead(source), maySend(out)], out);
      const created = await lambda.send(
        new sdk.CreateEventSourceMappingCommand({
          FunctionName,
          EventSourceArn: source.arn,
          BatchSize: 5,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { kind: [{ prefix: 'a' }] } }) }] },
        }),
      );
      world.assert.equal(created.State, 'Creating');
      const bodies = [{ kind: 'apple' }, { kind: 'avocado', note: 'bad' }, { kind: 'banana' }].map((body) => JSON.stringify(body));
      const Entries = bodies.map((MessageBody, n) => ({ Id: `n${n}`, MessageBody }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: source.url, Entries }));
      world.assert.deepEqual(await arrivals(world, out, 1), [bodies[0]]);
      world.assert.deepEqual(await arrivals(world, dead, 1), [bodies[1]]);
      await lambda.send(new sdk.DeleteEventSourceMappingCommand({ UUID: created.UUID }));
    },
  },
  {
    name: 'keeps event source mappings, and refuses a second of the same queue and function',
    async run(world) {
      const queue = await makeQueue(world);
      const lambda = world.client(sdk.LambdaClient, world.account);
      const FunctionName = await makeWorker(world, teller, [mayRead(queue)]);
      const create = (more: Partial<sdk.CreateEventSourceMappingCommandInput> = {}) =>
        lambda.send(new sdk.CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn, Enabled: false, ...more }));
      const { UUID, FunctionArn, EventSourceMappingArn } = await create();
      world.assert.equal(FunctionArn, `arn:aws:lambda:${world.region}:${world.account}:function:${FunctionName}`);
      world.assert.equal((await refusalOf(create())).code, 'ResourceConflict');
      await lambda.send(new sdk.UpdateEventSourceMappingCommand({ UUID, BatchSize: 3, ScalingConfig: { MaximumConcurrency: 2 } }));
      const listed = await lambda.send(new sdk.ListEventSourceMappingsCommand({ FunctionName }));
      world.assert.deepEqual(
        listed.EventSourceMappings?.map(({ BatchSize, ScalingConfig, EventSourceArn }) => [BatchSize, ScalingConfig, EventSourceArn]),
        [[3, { MaximumConcurrency: 2 }, queue.arn]],
      );
      const Resource = EventSourceMappingArn ?? '';
      await lambda.send(new sdk.TagResourceCommand({ Resource, Tags: { a: '1', b: '2' } }));
      await lambda.send(new sdk.UntagResourceCommand({ Resource, TagKeys: ['a'] }));
      world.assert.deepEqual((await lambda.send(new sdk.ListTagsCommand({ Resource }))).Tags, { b: '2' });
      await lambda.send(new sdk.DeleteEventSourceMappingCommand({ UUID }));
    },
  },
  {
    name: 'refuses to map a queue that the execution role may not read, or that is not there',
    needs: ['iam-enforcement'],
    async run(world) {
      const queue = await makeQueue(world);
      const lambda = world.client(sdk.LambdaClient, world.account);
      const FunctionName = await makeWorker(world, teller, [{ ...mayRead(queue), Action: 'sqs:GetQueueAttributes' }]);
      const EventSourceArn = queue.arn;
      const refused = await refusalOf(lambda.send(new sdk.CreateEventSourceMappingCommand({ FunctionName, EventSourceArn })));
      world.assert.equal(refused.code, 'InvalidParameterValue');
      world.assert.match(refused.message, /does not have permissions to call ReceiveMessage on SQS/);
    },
  },
  {
    name: 'tells a destination of success and of failure',
    async run(world) {
      const [good, bad] = [await makeQueue(world), await makeQueue(world)];
      const lambda = world.client(sdk.LambdaClient, world.account);
      const code = 'export const handler = async (event) => { if (event.fail) throw new RangeError("no"); return { ok: event.n } };';
      const FunctionName = await makeWorker(world, code, [maySend(good), maySend(bad)]);
      const config = await lambda.send(
        new sdk.PutFunctionEventInvokeConfigCommand({
          FunctionName,
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnSuccess: { Destination: good.arn }, OnFailure: { Destination: bad.arn } },
        }),
      );
      world.assert.equal(config.MaximumRetryAttempts, 0);
      for (const event of [{ n: 7 }, { fail: true }]) {
        await lambda.send(new sdk.InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(event) }));
      }
      const [success = '{}'] = await arrivals(world, good, 1);
      const [failure = '{}'] = await arrivals(world, bad, 1);
      const told = JSON.parse(success) as Record<string, Record<string, unknown>>;
      world.assert.equal(told['requestContext']?.['condition'], 'Success');
      world.assert.deepEqual([told['requestPayload'], told['responsePayload']], [{ n: 7 }, { ok: 7 }]);
      const failed = JSON.parse(failure) as Record<string, Record<string, unknown>>;
      world.assert.equal(failed['requestContext']?.['condition'], 'RetriesExhausted');
      world.assert.equal(failed['requestContext']?.['approximateInvokeCount'], 1);
      world.assert.equal(failed['responsePayload']?.['errorType'], 'RangeError');
      await lambda.send(new sdk.DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
      const gone = await refusalOf(lambda.send(new sdk.GetFunctionEventInvokeConfigCommand({ FunctionName })));
      world.assert.equal(gone.code, 'ResourceNotFound');
    },
  },
  {
    name: 'puts an event that its function fails on into the dead-letter queue',
    async run(world) {
      const dead = await makeQueue(world);
      const lambda = world.client(sdk.LambdaClient, world.account);
      const code = 'export const handler = async () => { throw new Error("never") };';
      const FunctionName = await makeWorker(world, code, [maySend(dead)]);
      await lambda.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn: dead.arn } }));
      await lambda.send(new sdk.PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 0 }));
      const Payload = JSON.stringify({ order: 1 });
      await lambda.send(new sdk.InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
      world.assert.deepEqual(await arrivals(world, dead, 1), [Payload]);
    },
  },
];
