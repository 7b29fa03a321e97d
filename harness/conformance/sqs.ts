import * as sdk from '@aws-sdk/client-sqs';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

interface OwnQueue {
  readonly sqs: sdk.SQSClient;
  readonly name: string;
  readonly QueueUrl: string;
  readonly arn: string;
}

async function queueOf(world: ConformanceWorld, Attributes: Record<string, string> = {}): Promise<OwnQueue> {
  const sqs = world.client(sdk.SQSClient, world.account);
  const name = `${world.unique('queue')}${Attributes['FifoQueue'] === 'true' ? '.fifo' : ''}`;
  const { QueueUrl = '' } = await sqs.send(new sdk.CreateQueueCommand({ QueueName: name, Attributes }));
  return { sqs, name, QueueUrl, arn: `arn:aws:sqs:${world.region}:${world.account}:${name}` };
}

async function receive({ sqs, QueueUrl }: OwnQueue, more: Partial<sdk.ReceiveMessageCommandInput> = {}): Promise<readonly sdk.Message[]> {
  const command = new sdk.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, ...more });
  return (await sqs.send(command)).Messages ?? [];
}

const cases: readonly ConformanceCase[] = [
  {
    name: 'makes a queue once, and refuses it again with other attributes',
    async run(world) {
      const { sqs, name, QueueUrl, arn } = await queueOf(world, { VisibilityTimeout: '45' });
      world.assert.ok(QueueUrl.endsWith(`/${world.account}/${name}`), QueueUrl);
      const again = await sqs.send(new sdk.CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '45' } }));
      world.assert.equal(again.QueueUrl, QueueUrl);
      const other = await refusalOf(sqs.send(new sdk.CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '46' } })));
      world.assert.equal(other.code, 'QueueNameExists');
      world.assert.equal((await sqs.send(new sdk.GetQueueUrlCommand({ QueueName: name }))).QueueUrl, QueueUrl);
      const { QueueUrls } = await sqs.send(new sdk.ListQueuesCommand({ QueueNamePrefix: name }));
      world.assert.deepEqual(QueueUrls, [QueueUrl]);
      await sqs.send(new sdk.SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '1' } }));
      const { Attributes } = await sqs.send(new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      world.assert.deepEqual([Attributes?.QueueArn, Attributes?.VisibilityTimeout, Attributes?.DelaySeconds], [arn, '45', '1']);
      await sqs.send(new sdk.DeleteQueueCommand({ QueueUrl }));
    },
  },
  {
    name: 'answers for a queue that is not there as AWS does',
    async run(world) {
      const sqs = world.client(sdk.SQSClient, world.account);
      const refusal = await refusalOf(sqs.send(new sdk.GetQueueUrlCommand({ QueueName: world.unique('none') })));
      world.assert.equal(refusal.code, 'QueueDoesNotExist');
      world.assert.equal(refusal.status, 400);
    },
  },
  {
    name: 'gives a message with its attributes and digests, until it is deleted',
    async run(world) {
      const queue = await queueOf(world);
      const { sqs, QueueUrl } = queue;
      const sent = await sqs.send(
        new sdk.SendMessageCommand({
          QueueUrl,
          MessageBody: 'grüezi',
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: 'greeting' },
            size: { DataType: 'Number.int', StringValue: '7' },
            raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
          },
        }),
      );
      // The SDK itself checks the digest of the body.
      const [message] = await receive(queue, { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
      world.assert.deepEqual([message?.Body, message?.MessageId], ['grüezi', sent.MessageId]);
      world.assert.equal(message?.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
      world.assert.deepEqual(message?.Attributes, { ApproximateReceiveCount: '1' });
      world.assert.deepEqual(message?.MessageAttributes?.['size'], { DataType: 'Number.int', StringValue: '7' });
      world.assert.deepEqual([...(message?.MessageAttributes?.['raw']?.BinaryValue ?? [])], [1, 2, 3]);
      await sqs.send(new sdk.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }));
      const [again] = await receive(queue);
      world.assert.equal(again?.MessageId, sent.MessageId);
      await sqs.send(new sdk.DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
      world.assert.deepEqual(await receive(queue, { WaitTimeSeconds: 0 }), []);
    },
  },
  {
    name: 'takes batches, and says of each entry how it went',
    async run(world) {
      const queue = await queueOf(world);
      const { sqs, QueueUrl } = queue;
      const entry = (Id: string) => ({ Id, MessageBody: Id });
      const sent = await sqs.send(
        new sdk.SendMessageBatchCommand({ QueueUrl, Entries: [entry('a'), entry('b'), { ...entry('c'), DelaySeconds: 901 }] }),
      );
      world.assert.deepEqual([sent.Successful?.map(({ Id }) => Id), sent.Failed?.map(({ Id }) => Id)], [['a', 'b'], ['c']]);
      const code = async (ids: readonly string[]): Promise<string> =>
        (await refusalOf(sqs.send(new sdk.SendMessageBatchCommand({ QueueUrl, Entries: ids.map(entry) })))).code;
      world.assert.equal(await code([]), 'EmptyBatchRequest');
      world.assert.equal(await code(['x', 'x']), 'BatchEntryIdsNotDistinct');
      world.assert.equal(await code(Array.from({ length: 11 }, (_, n) => `n${n}`)), 'TooManyEntriesInBatchRequest');
      const received: sdk.Message[] = [];
      while (received.length < 2) received.push(...(await receive(queue)));
      const Entries = received.map(({ ReceiptHandle }, n) => ({ Id: `n${n}`, ReceiptHandle }));
      const removed = await sqs.send(new sdk.DeleteMessageBatchCommand({ QueueUrl, Entries }));
      world.assert.equal(removed.Successful?.length, 2);
    },
  },
  {
    name: 'keeps the order of a message group and drops duplicates',
    async run(world) {
      const queue = await queueOf(world, { FifoQueue: 'true' });
      const { sqs, QueueUrl } = queue;
      for (const MessageBody of ['1', '2', '2', '3']) {
        await sqs.send(new sdk.SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: 'g', MessageDeduplicationId: MessageBody }));
      }
      const messages = await receive(queue);
      world.assert.deepEqual(
        messages.map(({ Body }) => Body),
        ['1', '2', '3'],
      );
      world.assert.deepEqual(await receive(queue, { WaitTimeSeconds: 0 }), []);
    },
  },
  {
    name: 'moves what is received too often to the dead-letter queue',
    async run(world) {
      const dead = await queueOf(world);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
      const queue = await queueOf(world, { RedrivePolicy });
      await queue.sqs.send(new sdk.SendMessageCommand({ QueueUrl: queue.QueueUrl, MessageBody: 'poison' }));
      world.assert.equal((await receive(queue, { VisibilityTimeout: 0 })).length, 1);
      world.assert.deepEqual(await receive(queue, { WaitTimeSeconds: 1 }), []);
      world.assert.equal((await receive(dead))[0]?.Body, 'poison');
    },
  },
  {
    name: 'tags queues',
    async run(world) {
      const { sqs, QueueUrl } = await queueOf(world);
      await sqs.send(new sdk.TagQueueCommand({ QueueUrl, Tags: { a: '1', b: '2' } }));
      await sqs.send(new sdk.UntagQueueCommand({ QueueUrl, TagKeys: ['a'] }));
      world.assert.deepEqual((await sqs.send(new sdk.ListQueueTagsCommand({ QueueUrl }))).Tags, { b: '2' });
    },
  },
  {
    name: 'lets those in whom a policy lets in, and nobody else',
    needs: ['iam-enforcement'],
    async run(world) {
      const queue = await queueOf(world);
      const { QueueUrl, arn } = queue;
      const sendOnly = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn } as const;
      const person = await makeUser(world, world.account, sendOnly);
      const own = world.client(sdk.SQSClient, world.account, person.credentials);
      await own.send(new sdk.SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
      world.assert.equal((await refusalOf(own.send(new sdk.ReceiveMessageCommand({ QueueUrl })))).code, 'AccessDenied');
      const guest = await makeUser(world, world.otherAccount, sendOnly);
      const foreign = world.client(sdk.SQSClient, world.otherAccount, guest.credentials);
      const send = () => foreign.send(new sdk.SendMessageCommand({ QueueUrl, MessageBody: 'y' }));
      world.assert.equal((await refusalOf(send())).code, 'AccessDenied');
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ ...sendOnly, Principal: { AWS: `arn:aws:iam::${world.otherAccount}:root` } }],
      });
      await queue.sqs.send(new sdk.SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
      await send();
    },
  },
];

export const sqs: Conformance = { service: 'sqs', cases };
