import * as sdk from '@aws-sdk/client-dynamodb';
import { key, makeTable } from './dynamodb-table.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

/** The error of a call that must fail, whole. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('The call was answered where it had to be refused.');
}

export const transactionCases: readonly ConformanceCase[] = [
  {
    name: 'writes and reads batches',
    async run(world) {
      const { dynamodb, name } = await makeTable(world);
      const put = (sk: number): sdk.WriteRequest => ({ PutRequest: { Item: key('a', sk) } });
      const write = (...requests: sdk.WriteRequest[]): Promise<sdk.BatchWriteItemCommandOutput> =>
        dynamodb.send(new sdk.BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
      world.assert.deepEqual((await write(put(1), put(2), put(3))).UnprocessedItems, {});
      await write({ DeleteRequest: { Key: key('a', 1) } });
      const Keys = [1, 2, 3].map((sk) => key('a', sk));
      const { Responses } = await dynamodb.send(new sdk.BatchGetItemCommand({ RequestItems: { [name]: { Keys } } }));
      world.assert.deepEqual(Responses?.[name]?.map(({ sk }) => sk?.N).toSorted(), ['2', '3']);
      const twice = await refusalOf(write(put(1), put(1)));
      world.assert.equal(twice.message, 'Provided list of item keys contains duplicates');
      const many = await refusalOf(write(...Array.from({ length: 26 }, (_, sk) => put(sk))));
      world.assert.equal(many.code, 'Validation');
      const missing = dynamodb.send(new sdk.BatchGetItemCommand({ RequestItems: { [`${name}-missing`]: { Keys } } }));
      world.assert.equal((await refusalOf(missing)).code, 'ResourceNotFound');
    },
  },
  {
    name: 'writes all of a transaction or nothing, and says what stood against it',
    async run(world) {
      const { dynamodb, name: TableName } = await makeTable(world);
      const transact = (...TransactItems: sdk.TransactWriteItem[]): Promise<unknown> =>
        dynamodb.send(new sdk.TransactWriteItemsCommand({ TransactItems }));
      const isNew = 'attribute_not_exists(pk)';
      await transact(
        { Put: { TableName, Item: key('a', 1), ConditionExpression: isNew } },
        {
          Update: {
            TableName,
            Key: key('a', 2),
            UpdateExpression: 'SET n = :n',
            ExpressionAttributeValues: { ':n': { N: '5' } },
          },
        },
      );
      const failure = await failureOf(
        transact(
          { Put: { TableName, Item: key('a', 3) } },
          {
            ConditionCheck: {
              TableName,
              Key: key('a', 2),
              ConditionExpression: isNew,
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          { Delete: { TableName, Key: key('a', 1) } },
        ),
      );
      world.assert.ok(failure instanceof sdk.TransactionCanceledException);
      const { message, CancellationReasons: reasons = [] } = failure as sdk.TransactionCanceledException;
      world.assert.equal(
        message,
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]',
      );
      world.assert.deepEqual(reasons[1]?.Item, { ...key('a', 2), n: { N: '5' } });
      const { Items } = await dynamodb.send(new sdk.ScanCommand({ TableName, ConsistentRead: true }));
      world.assert.deepEqual(Items?.map(({ sk }) => sk?.N).toSorted(), ['1', '2']);
      const twice = await refusalOf(transact({ Put: { TableName, Item: key('a', 4) } }, { Delete: { TableName, Key: key('a', 4) } }));
      world.assert.equal(twice.message, 'Transaction request cannot include multiple operations on one item');
    },
  },
  {
    name: 'does a transaction once that is asked for twice with one token',
    async run(world) {
      const { dynamodb, name: TableName } = await makeTable(world);
      const ClientRequestToken = world.unique('token');
      const add = (n: string): Promise<unknown> =>
        dynamodb.send(
          new sdk.TransactWriteItemsCommand({
            ClientRequestToken,
            TransactItems: [
              {
                Update: {
                  TableName,
                  Key: key('a', 1),
                  UpdateExpression: 'ADD n :n',
                  ExpressionAttributeValues: { ':n': { N: n } },
                },
              },
            ],
          }),
        );
      await add('1');
      await add('1');
      const other = await refusalOf(add('2'));
      world.assert.equal(other.code, 'IdempotentParameterMismatch');
      const read = await dynamodb.send(
        new sdk.TransactGetItemsCommand({
          TransactItems: [{ Get: { TableName, Key: key('a', 1) } }, { Get: { TableName, Key: key('a', 2) } }],
        }),
      );
      world.assert.deepEqual(read.Responses, [{ Item: { ...key('a', 1), n: { N: '1' } } }, {}]);
    },
  },
];
