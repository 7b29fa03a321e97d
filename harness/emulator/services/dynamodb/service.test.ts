import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
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
});
