import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import type { PutFunctionEventInvokeConfigCommandInput } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let lambda: LambdaClient;
let roleArn = '';
let nowMs = Date.now();
let count = 0;

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => new Date(nowMs) });
  lambda = emulator.client(LambdaClient);
  const iam = emulator.client(IAMClient);
  const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust }));
  const may = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'may', PolicyDocument: may }));
  roleArn = Role?.Arn ?? '';
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function makeQueue(Attributes: Record<string, string> = {}): Promise<{ url: string; arn: string }> {
  count += 1;
  const { QueueUrl: url = '' } = await emulator.client(SQSClient).send(new CreateQueueCommand({ QueueName: `q-${count}`, Attributes }));
  return { url, arn: `arn:aws:sqs:eu-central-1:${testAccount}:q-${count}` };
}

async function makeFunction(code: string, config?: Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>): Promise<string> {
  count += 1;
  const FunctionName = `fn-${count}`;
  const Code = { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) };
  await lambda.send(new CreateFunctionCommand({ FunctionName, Runtime: 'nodejs24.x', Handler: 'index.handler', Role: roleArn, Code }));
  if (config !== undefined) await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...config }));
  return FunctionName;
}

const runs = (name: string): number => emulator.trace().filter((entry) => 'function' in entry && entry.function === name).length;

/** Lets time pass until the function ran that often. */
async function ran(name: string, times: number, stepSeconds: number): Promise<void> {
  await expect
    .poll(
      () => {
        const so = runs(name);
        if (so < times) nowMs += stepSeconds * 1000;
        return so;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBe(times);
}

async function arrived(url: string): Promise<Message | undefined> {
  let found: Message | undefined;
  await expect
    .poll(
      async () => {
        const receive = new ReceiveMessageCommand({ QueueUrl: url, MessageAttributeNames: ['All'] });
        found ??= (await emulator.client(SQSClient).send(receive)).Messages?.[0];
        return found;
      },
      { timeout: 10_000 },
    )
    .toBeDefined();
  return found;
}

const send = (FunctionName: string) => lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{"n":1}' }));
const failing = 'export const handler = async () => { throw new Error("no") }';

interface Told {
  readonly requestContext: { readonly condition: string; readonly approximateInvokeCount: number };
}

describe('an event that its function fails on', () => {
  it('is tried three times, a minute and two minutes apart, and its failure told', async () => {
    const bad = await makeQueue();
    const name = await makeFunction(failing, { DestinationConfig: { OnFailure: { Destination: bad.arn } } });
    await send(name);
    await ran(name, 1, 0);
    nowMs += 59_000;
    expect(runs(name)).toBe(1);
    await ran(name, 2, 1);
    await ran(name, 3, 20);
    const { requestContext } = JSON.parse((await arrived(bad.url))?.Body ?? '{}') as Told;
    expect(requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 3 });
  });

  it('is given up when it is older than its function takes', async () => {
    const bad = await makeQueue();
    const name = await makeFunction(failing, { MaximumEventAgeInSeconds: 90, DestinationConfig: { OnFailure: { Destination: bad.arn } } });
    await send(name);
    await ran(name, 1, 0);
    await ran(name, 2, 20);
    const { requestContext } = JSON.parse((await arrived(bad.url))?.Body ?? '{}') as Told;
    expect(requestContext).toMatchObject({ condition: 'EventAgeExceeded', approximateInvokeCount: 2 });
  });

  it('waits while its function is throttled, until it is too old', async () => {
    const bad = await makeQueue();
    const name = await makeFunction(failing, { MaximumEventAgeInSeconds: 60, DestinationConfig: { OnFailure: { Destination: bad.arn } } });
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 }));
    await send(name);
    const pass = setInterval(() => (nowMs += 5000), 50);
    const told = JSON.parse((await arrived(bad.url))?.Body ?? '{}') as Told;
    clearInterval(pass);
    expect(told.requestContext).toMatchObject({ condition: 'EventAgeExceeded', approximateInvokeCount: 0 });
    expect(told).not.toHaveProperty('responsePayload');
    expect(runs(name)).toBe(0);
  });
});

describe('an event source mapping', () => {
  it('refuses a queue whose messages come back before its function is through', async () => {
    const queue = await makeQueue({ VisibilityTimeout: '2' });
    const FunctionName = await makeFunction(failing);
    await expect(lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds',
    });
  });

  it.each([
    ['a batch of more than ten without a window', { BatchSize: 11 }, 'InvalidParameterValueException'],
    ['a filter that is no pattern', { FilterCriteria: { Filters: [{ Pattern: '{"a":1}' }] } }, 'InvalidParameterValueException'],
    ['a concurrency of one', { ScalingConfig: { MaximumConcurrency: 1 } }, 'ValidationException'],
    ['a stream’s parameter', { ParallelizationFactor: 2 }, 'NotImplementedException'],
    ['another source', { EventSourceArn: `arn:aws:kinesis:eu-central-1:${testAccount}:stream/s` }, 'NotImplementedException'],
  ])('refuses %s', async (_what, more, name) => {
    const { arn: EventSourceArn } = await makeQueue();
    const FunctionName = await makeFunction(failing);
    const create = lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, ...more }));
    await expect(create).rejects.toMatchObject({ name });
  });

  it('leaves what its function fails on to the queue, which gives it up in the end', async () => {
    const dead = await makeQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = await makeQueue({ RedrivePolicy, VisibilityTimeout: '30' });
    const FunctionName = await makeFunction(failing);
    await lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn }));
    await emulator.client(SQSClient).send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'poison' }));
    await ran(FunctionName, 2, 10);
    nowMs += 31_000;
    expect((await arrived(dead.url))?.Body).toBe('poison');
  });

  it('gathers a batch for as long as its window is open', async () => {
    const [queue, told] = [await makeQueue(), await makeQueue()];
    const code = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
      export const handler = async ({ Records }) => { await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: '${told.url}', MessageBody: Records.map(({ body }) => body).join() })); };`;
    const FunctionName = await makeFunction(code);
    await lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn, BatchSize: 20, MaximumBatchingWindowInSeconds: 60 }),
    );
    const sqs = emulator.client(SQSClient);
    for (const MessageBody of ['a', 'b', 'c']) await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    expect(runs(FunctionName)).toBe(0);
    const pass = setInterval(() => (nowMs += 5000), 50);
    const message = await arrived(told.url);
    clearInterval(pass);
    expect(message?.Body).toBe('a,b,c');
  });
});

describe('an event whose function is deleted meanwhile', () => {
  it('ends without an end of the emulator', async () => {
    const bad = await makeQueue();
    const name = await makeFunction(failing, { MaximumEventAgeInSeconds: 60, DestinationConfig: { OnFailure: { Destination: bad.arn } } });
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 }));
    await send(name);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    nowMs += 120_000;
    const other = await makeFunction('export const handler = async () => 1');
    await send(other);
    await ran(other, 1, 0);
    expect(emulator.logged()).toBe('');
  });
});
