import * as sdk from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let sqs: sdk.SQSClient;
let nowMs = Date.parse('2026-01-01T00:00:00Z');
let made = 0;

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => new Date(nowMs) });
  sqs = emulator.client(sdk.SQSClient);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

const pass = (seconds: number): void => {
  nowMs += seconds * 1000;
};

async function create(Attributes: Record<string, string> = {}): Promise<string> {
  made += 1;
  const QueueName = `queue-${made}${Attributes['FifoQueue'] === 'true' ? '.fifo' : ''}`;
  return (await sqs.send(new sdk.CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
}

async function send(QueueUrl: string, MessageBody: string, more: Partial<sdk.SendMessageCommandInput> = {}) {
  return sqs.send(new sdk.SendMessageCommand({ QueueUrl, MessageBody, ...more }));
}

async function receive(QueueUrl: string, more: Partial<sdk.ReceiveMessageCommandInput> = {}): Promise<readonly sdk.Message[]> {
  const command = new sdk.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more });
  return (await sqs.send(command)).Messages ?? [];
}

const bodies = (messages: readonly sdk.Message[]): readonly string[] => messages.map(({ Body = '' }) => Body);

async function remove(QueueUrl: string, [message]: readonly sdk.Message[]): Promise<void> {
  await sqs.send(new sdk.DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
}

async function arnOf(QueueUrl: string): Promise<string> {
  const { Attributes } = await sqs.send(new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  return Attributes?.QueueArn ?? '';
}

describe('a message', () => {
  it('that is received stays away until its visibility timeout is over', async () => {
    const url = await create({ VisibilityTimeout: '30' });
    await send(url, 'a');
    expect(bodies(await receive(url))).toEqual(['a']);
    pass(29);
    expect(await receive(url)).toEqual([]);
    pass(1);
    const again = await receive(url);
    expect(again[0]?.Attributes).toMatchObject({ ApproximateReceiveCount: '2', SenderId: testAccount });
    await remove(url, again);
    pass(60);
    expect(await receive(url)).toEqual([]);
  });

  it('is not deleted with the receipt handle of an earlier receive', async () => {
    const url = await create({ VisibilityTimeout: '1' });
    await send(url, 'a');
    const first = await receive(url);
    pass(2);
    await receive(url);
    await remove(url, first);
    pass(2);
    expect(bodies(await receive(url))).toEqual(['a']);
  });

  it('comes after its delay, and is counted as delayed until then', async () => {
    const url = await create();
    await send(url, 'later', { DelaySeconds: 10 });
    const { Attributes } = await sqs.send(new sdk.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesDelayed: '1' });
    expect(await receive(url)).toEqual([]);
    pass(10);
    expect(bodies(await receive(url))).toEqual(['later']);
  });

  it('is dropped when its retention is over', async () => {
    const url = await create({ MessageRetentionPeriod: '60' });
    await send(url, 'old');
    pass(61);
    expect(await receive(url)).toEqual([]);
  });

  it('that was received too often goes to the dead-letter queue', async () => {
    const dead = await create();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await arnOf(dead), maxReceiveCount: 2 });
    const url = await create({ RedrivePolicy, VisibilityTimeout: '1' });
    const { MessageId } = await send(url, 'poison');
    for (let n = 0; n < 2; n += 1) {
      expect(bodies(await receive(url))).toEqual(['poison']);
      pass(2);
    }
    expect(await receive(url)).toEqual([]);
    const [moved] = await receive(dead);
    expect(moved).toMatchObject({ MessageId, Body: 'poison', Attributes: { DeadLetterQueueSourceArn: await arnOf(url) } });
    const sources = await sqs.send(new sdk.ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(sources.queueUrls).toEqual([url]);
  });
});

describe('a long poll', () => {
  it('is answered when a message arrives', async () => {
    const url = await create();
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await send(url, 'here');
    expect(bodies(await waiting)).toEqual(['here']);
  });

  it('is answered empty when its time by the emulator’s clock is over', async () => {
    const url = await create();
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await send(await create(), 'elsewhere');
    pass(20);
    expect(await waiting).toEqual([]);
  });

  it('ends with the emulator', async () => {
    await using own = await startTestEmulator();
    const client = own.client(sdk.SQSClient);
    const { QueueUrl } = await client.send(new sdk.CreateQueueCommand({ QueueName: 'q' }));
    const waiting = client.send(new sdk.ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })).then(
      () => 'ended',
      () => 'ended',
    );
    await client.send(new sdk.ListQueuesCommand({}));
    await own[Symbol.asyncDispose]();
    expect(await waiting).toBe('ended');
  });
});

describe('a FIFO queue', () => {
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '30' };

  it('gives a group in order, and nothing more of it while one is out', async () => {
    const url = await create(fifo);
    for (const body of ['a1', 'a2', 'b1']) await send(url, body, { MessageGroupId: body.slice(0, 1) });
    const first = await receive(url, { MaxNumberOfMessages: 1 });
    expect(bodies(first)).toEqual(['a1']);
    expect(bodies(await receive(url))).toEqual(['b1']);
    await remove(url, first);
    expect(bodies(await receive(url))).toEqual(['a2']);
  });

  it('takes the same message once in five minutes', async () => {
    const url = await create(fifo);
    const one = await send(url, 'same', { MessageGroupId: 'g' });
    const two = await send(url, 'same', { MessageGroupId: 'g' });
    expect(two.MessageId).toBe(one.MessageId);
    await remove(url, await receive(url));
    expect(await receive(url)).toEqual([]);
    pass(301);
    await send(url, 'same', { MessageGroupId: 'g' });
    expect(bodies(await receive(url))).toEqual(['same']);
  });

  it.each([
    ['no group', { MessageDeduplicationId: 'd' }, 'MissingParameter'],
    ['a delay of its own', { MessageGroupId: 'g', DelaySeconds: 1 }, 'InvalidParameterValue'],
  ])('refuses a message with %s', async (_what, more, name) => {
    await expect(send(await create(fifo), 'x', more)).rejects.toMatchObject({ name });
  });
});

describe('SQS refuses', () => {
  it.each([
    ['a visibility timeout beyond 12 hours', { VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    ['an attribute that it has not', { Nonsense: '1' }, 'InvalidAttributeName'],
    ['a policy that is none', { Policy: '{' }, 'InvalidAttributeValue'],
    ['a dead-letter queue that is not there', { RedrivePolicy: redriveTo('nowhere') }, 'InvalidParameterValue'],
    ['a KMS key of one’s own', { KmsMasterKeyId: 'alias/mine' }, 'NotImplementedException'],
  ])('a queue with %s', async (_what, attributes, name) => {
    await expect(create(attributes)).rejects.toMatchObject({ name });
  });

  it('a message of more than 1 MiB, and more than the queue’s own limit', async () => {
    await expect(send(await create(), 'x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(send(await create({ MaximumMessageSize: '1024' }), 'x'.repeat(1025))).rejects.toMatchObject({
      message: 'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
    });
  });

  it('a queue of the same name within a minute of its deletion', async () => {
    const QueueUrl = await create();
    const QueueName = QueueUrl.split('/').at(-1);
    await sqs.send(new sdk.DeleteQueueCommand({ QueueUrl }));
    await expect(sqs.send(new sdk.CreateQueueCommand({ QueueName }))).rejects.toMatchObject({ name: 'QueueDeletedRecently' });
    pass(60);
    expect(await sqs.send(new sdk.CreateQueueCommand({ QueueName }))).toMatchObject({ QueueUrl });
  });

  it('a second purge within a minute', async () => {
    const QueueUrl = await create();
    await send(QueueUrl, 'a');
    await sqs.send(new sdk.PurgeQueueCommand({ QueueUrl }));
    expect(await receive(QueueUrl)).toEqual([]);
    await expect(sqs.send(new sdk.PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({ name: 'PurgeQueueInProgress' });
  });
});

function redriveTo(name: string): string {
  return JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:eu-central-1:${testAccount}:${name}`, maxReceiveCount: 1 });
}
