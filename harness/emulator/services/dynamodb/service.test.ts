import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type AttributeValue,
  type CreateTableCommandOutput,
  type QueryCommandInput,
  type SSESpecification,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, type TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let dynamodb: DynamoDBClient;
let now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => now });
  dynamodb = emulator.client(DynamoDBClient);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function createTable(TableName: string): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'owner', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [
            { AttributeName: 'owner', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
}

describe('a table', () => {
  it('lets one of sixteen clients win a conditional write', async () => {
    await createTable('locks');
    const tries = Array.from({ length: 16 }, async (_, holder) => {
      const command = new PutItemCommand({
        TableName: 'locks',
        Item: { pk: { S: 'lock' }, sk: { N: '0' }, holder: { N: String(holder) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      try {
        await dynamodb.send(command);
        return 'won';
      } catch (error) {
        return error instanceof Error ? error.name : 'nothing known';
      }
    });
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'ConditionalCheckFailedException')).toHaveLength(15);
  });

  it('sorts, pages and indexes', async () => {
    await createTable('sorted');
    for (const sk of ['10', '-1', '2', '1.5', '0']) {
      const owner = sk === '0' ? {} : { owner: { S: 'me' } };
      await dynamodb.send(new PutItemCommand({ TableName: 'sorted', Item: { pk: { S: 'a' }, sk: { N: sk }, ...owner, text: { S: 'x' } } }));
    }
    const read = async (more: object): Promise<unknown> => {
      const { Items } = await dynamodb.send(
        new QueryCommand({
          TableName: 'sorted',
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: 'a' } },
          ...more,
        }),
      );
      return Items?.map(({ sk }) => sk?.N);
    };
    expect(await read({})).toEqual(['-1', '0', '1.5', '2', '10']);
    expect(await read({ ScanIndexForward: false, Limit: 2 })).toEqual(['10', '2']);
    const after = { pk: { S: 'a' }, sk: { N: '0' } };
    expect(await read({ ExclusiveStartKey: after })).toEqual(['1.5', '2', '10']);
    const owned = {
      IndexName: 'by-owner',
      KeyConditionExpression: '#o = :p AND sk BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':p': { S: 'me' }, ':low': { N: '-5' }, ':high': { N: '2.0' } },
    };
    expect(await read(owned)).toEqual(['-1', '1.5', '2']);
    expect(await read({ ...owned, ScanIndexForward: false })).toEqual(['2', '1.5', '-1']);
  });

  it('loses an item in the second in which it expires', async () => {
    await createTable('expiring');
    await dynamodb.send(
      new UpdateTimeToLiveCommand({ TableName: 'expiring', TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } }),
    );
    const until = { N: String(now.getTime() / 1000 + 60) };
    const key = { pk: { S: 'a' }, sk: { N: '1' } };
    await dynamodb.send(new PutItemCommand({ TableName: 'expiring', Item: { ...key, until } }));
    const there = async (): Promise<boolean> =>
      (await dynamodb.send(new GetItemCommand({ TableName: 'expiring', Key: key }))).Item !== undefined;
    now = new Date(now.getTime() + 59_000);
    expect(await there()).toBe(true);
    now = new Date(now.getTime() + 1000);
    expect(await there()).toBe(false);
    expect((await dynamodb.send(new ScanCommand({ TableName: 'expiring' }))).Count).toBe(0);
  });

  it('adds numbers of 38 digits exactly', async () => {
    await createTable('numbers');
    const update = (n: string): Promise<unknown> =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: 'numbers',
          Key: { pk: { S: 'a' }, sk: { N: '1' } },
          UpdateExpression: 'SET n = if_not_exists(n, :zero) + :n',
          ExpressionAttributeValues: { ':n': { N: n }, ':zero': { N: '0' } },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
    await update('12345678901234567890123456789012345678');
    expect(await update('1')).toMatchObject({ Attributes: { n: { N: '12345678901234567890123456789012345679' } } });
    await expect(update('0.5')).rejects.toThrow('Number overflow');
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'numbers' }));
    expect([Table?.TableStatus, Table?.ItemCount]).toEqual(['ACTIVE', 1]);
  });

  it('is under a key of KMS that there is, or under none', async () => {
    const kms = emulator.client(KMSClient);
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const make = (TableName: string, SSESpecification: SSESpecification): Promise<CreateTableCommandOutput> =>
      dynamodb.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          SSESpecification,
        }),
      );
    const own = await make('own-key', { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KeyMetadata?.KeyId });
    expect(own.TableDescription?.SSEDescription).toEqual({ Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: KeyMetadata?.Arn });
    const managed = await make('managed-key', { Enabled: true });
    expect(managed.TableDescription?.SSEDescription?.KMSMasterKeyArn).toMatch(/^arn:aws:kms:eu-central-1:111122223333:key\//);
    await expect(make('no-key', { Enabled: true, KMSMasterKeyId: 'alias/nobody' })).rejects.toThrow('alias/nobody');
    const off = await dynamodb.send(new UpdateTableCommand({ TableName: 'own-key', SSESpecification: { Enabled: false } }));
    expect(off.TableDescription?.SSEDescription).toBeUndefined();
  });

  it('refuses by name what is not emulated', async () => {
    const query: QueryCommandInput = {
      TableName: 'sorted',
      KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } },
    };
    await expect(dynamodb.send(new QueryCommand(query))).rejects.toThrow('KeyConditions');
    const stream = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;
    await expect(dynamodb.send(new UpdateTableCommand({ TableName: 'sorted', StreamSpecification: stream }))).rejects.toThrow(
      'StreamEnabled',
    );
  });
});

describe('a transaction', () => {
  it('is cancelled by the first item that can’t be written, whatever the others are', async () => {
    const put = (Item: Record<string, AttributeValue>): TransactWriteItem => ({ Put: { TableName: 'numbers', Item } });
    const TransactItems = [put({ pk: { S: 'x' }, sk: { N: '1' } }), put({ pk: { N: '1' }, sk: { N: '1' } }), put({ pk: { S: 'y' } })];
    await expect(dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N' },
        { Code: 'None' },
      ],
    });
  });

  it('may be asked for again with its token for ten minutes, and then it is another', async () => {
    const again = (): Promise<unknown> =>
      dynamodb.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'one',
          TransactItems: [
            {
              Update: {
                TableName: 'numbers',
                Key: { pk: { S: 'counted' }, sk: { N: '1' } },
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
          ],
        }),
      );
    const counted = async (): Promise<string | undefined> => {
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'numbers', Key: { pk: { S: 'counted' }, sk: { N: '1' } } }));
      return Item?.['n']?.N;
    };
    await again();
    await again();
    expect(await counted()).toBe('1');
    now = new Date(now.getTime() + 11 * 60_000);
    await again();
    expect(await counted()).toBe('2');
  });
});
