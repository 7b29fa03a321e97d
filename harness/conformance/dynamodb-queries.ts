import * as sdk from '@aws-sdk/client-dynamodb';
import { key, makeTable } from './dynamodb-table.ts';
import type { TestTable } from './dynamodb-table.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

/** Five items of the partition `a`, all but the third with an owner, and one of another partition. */
async function filled(world: ConformanceWorld): Promise<TestTable> {
  const table = await makeTable(world, {
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'place', AttributeType: 'B' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-owner',
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'place', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-place',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'place', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
      },
    ],
  });
  const sorted = [-10, -1.5, 0, 2, 10];
  const items = sorted.map((sk, index) => ({
    ...key('a', sk),
    place: { B: Uint8Array.from([255 - index]) },
    note: { S: `note ${index}` },
    ...(sk === 0 ? {} : { owner: { S: 'me' } }),
  }));
  const requests = [...items, { ...key('b', 1) }].map((Item) => ({ PutRequest: { Item } }));
  await table.dynamodb.send(new sdk.BatchWriteItemCommand({ RequestItems: { [table.name]: requests } }));
  return table;
}

type Query = Omit<sdk.QueryCommandInput, 'TableName'>;

const query = ({ dynamodb, name }: TestTable, input: Query): Promise<sdk.QueryCommandOutput> =>
  dynamodb.send(new sdk.QueryCommand({ TableName: name, ...input }));

const ofA: Query = { KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };

const sortKeys = ({
  Items,
}: {
  readonly Items?: Record<string, sdk.AttributeValue>[] | undefined;
}): readonly (string | undefined)[] | undefined => Items?.map(({ sk }) => sk?.N);

export const queryCases: readonly ConformanceCase[] = [
  {
    name: 'gives the items of a partition in the order of their numbers',
    async run(world) {
      const table = await filled(world);
      world.assert.deepEqual(sortKeys(await query(table, ofA)), ['-10', '-1.5', '0', '2', '10']);
      world.assert.deepEqual(sortKeys(await query(table, { ...ofA, ScanIndexForward: false })), ['10', '2', '0', '-1.5', '-10']);
      const where = async (condition: string, ...values: readonly string[]): Promise<unknown> => {
        const bound = values.map((N, index) => [`:v${index}`, { N }] as const);
        return sortKeys(
          await query(table, {
            KeyConditionExpression: `pk = :a AND ${condition}`,
            ExpressionAttributeValues: { ':a': { S: 'a' }, ...Object.fromEntries(bound) },
          }),
        );
      };
      world.assert.deepEqual(await where('sk > :v0', '-1.5'), ['0', '2', '10']);
      world.assert.deepEqual(await where('sk >= :v0', '-1.50'), ['-1.5', '0', '2', '10']);
      world.assert.deepEqual(await where('sk < :v0', '0'), ['-10', '-1.5']);
      world.assert.deepEqual(await where('sk <= :v0', '0'), ['-10', '-1.5', '0']);
      world.assert.deepEqual(await where('sk = :v0', '2.0'), ['2']);
      world.assert.deepEqual(await where('sk BETWEEN :v0 AND :v1', '-2', '2'), ['-1.5', '0', '2']);
    },
  },
  {
    name: 'goes on where a page ended, in both directions',
    async run(world) {
      const table = await filled(world);
      for (const ScanIndexForward of [true, false]) {
        const seen: (string | undefined)[] = [];
        let ExclusiveStartKey: Record<string, sdk.AttributeValue> | undefined;
        do {
          const page = await query(table, { ...ofA, ScanIndexForward, Limit: 2, ExclusiveStartKey });
          seen.push(...(sortKeys(page) ?? []));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
        const all = ['-10', '-1.5', '0', '2', '10'];
        world.assert.deepEqual(seen, ScanIndexForward ? all : all.toReversed());
      }
      const outside = await refusalOf(query(table, { ...ofA, ExclusiveStartKey: key('b', 1) }));
      world.assert.match(outside.message, /The provided starting key/);
    },
  },
  {
    name: 'filters after reading, and counts both',
    async run(world) {
      const table = await filled(world);
      const filter = { FilterExpression: 'attribute_exists(#owner)', ExpressionAttributeNames: { '#owner': 'owner' } };
      const page = await query(table, { ...ofA, ...filter });
      world.assert.deepEqual([page.Count, page.ScannedCount, page.Items?.length], [4, 5, 4]);
      const counted = await query(table, { ...ofA, ...filter, Select: 'COUNT' });
      world.assert.deepEqual([counted.Count, counted.ScannedCount, counted.Items], [4, 5, undefined]);
    },
  },
  {
    name: 'reads indexes, which hold only what has their keys',
    async run(world) {
      const table = await filled(world);
      const byOwner: Query = {
        IndexName: 'by-owner',
        KeyConditionExpression: '#owner = :me',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':me': { S: 'me' } },
      };
      const owned = await query(table, byOwner);
      world.assert.deepEqual(sortKeys(owned), ['10', '2', '-1.5', '-10']);
      world.assert.deepEqual(Object.keys(owned.Items?.[0] ?? {}).toSorted(), ['owner', 'pk', 'place', 'sk']);
      const page = await query(table, { ...byOwner, Limit: 1 });
      world.assert.deepEqual(Object.keys(page.LastEvaluatedKey ?? {}).toSorted(), ['owner', 'pk', 'place', 'sk']);
      world.assert.deepEqual(sortKeys(await query(table, { ...byOwner, ExclusiveStartKey: page.LastEvaluatedKey })), ['2', '-1.5', '-10']);
      await table.dynamodb.send(
        new sdk.UpdateItemCommand({
          TableName: table.name,
          Key: key('a', 10),
          UpdateExpression: 'REMOVE #owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
        }),
      );
      world.assert.deepEqual(sortKeys(await query(table, byOwner)), ['2', '-1.5', '-10']);
      const placed = await query(table, { ...ofA, IndexName: 'by-place', Limit: 1 });
      world.assert.deepEqual(Object.keys(placed.Items?.[0] ?? {}).toSorted(), ['note', 'pk', 'place', 'sk']);
      const consistent = await refusalOf(query(table, { ...byOwner, ConsistentRead: true }));
      world.assert.match(consistent.message, /Consistent reads are not supported on global secondary indexes/);
    },
  },
  {
    name: 'scans a table, also in segments',
    async run(world) {
      const { dynamodb, name } = await filled(world);
      const whole = await dynamodb.send(new sdk.ScanCommand({ TableName: name }));
      world.assert.deepEqual([whole.Count, whole.ScannedCount], [6, 6]);
      const counts = await Promise.all(
        [0, 1, 2, 3].map(
          async (Segment) => (await dynamodb.send(new sdk.ScanCommand({ TableName: name, Segment, TotalSegments: 4 }))).Count ?? 0,
        ),
      );
      world.assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        6,
      );
      const page = await dynamodb.send(new sdk.ScanCommand({ TableName: name, Limit: 4 }));
      const rest = await dynamodb.send(new sdk.ScanCommand({ TableName: name, ExclusiveStartKey: page.LastEvaluatedKey }));
      world.assert.deepEqual([page.Count, rest.Count, rest.LastEvaluatedKey], [4, 2, undefined]);
    },
  },
  {
    name: 'ends a page at a megabyte',
    async run(world) {
      const table = await makeTable(world);
      for (const sk of [1, 2, 3, 4]) {
        const Item = { ...key('a', sk), filler: { S: 'x'.repeat(300 * 1024) } };
        await table.dynamodb.send(new sdk.PutItemCommand({ TableName: table.name, Item }));
      }
      const page = await query(table, { ...ofA, ProjectionExpression: 'sk' });
      world.assert.ok((page.Count ?? 4) < 4);
      world.assert.ok(page.LastEvaluatedKey !== undefined);
    },
  },
  {
    name: 'refuses key conditions that no key can answer',
    async run(world) {
      const table = await filled(world);
      const message = async (KeyConditionExpression: string): Promise<string> => {
        const values: Record<string, sdk.AttributeValue> = { ':a': { S: 'a' }, ':n': { N: '1' } };
        const used = Object.entries(values).filter(([name]) => KeyConditionExpression.includes(name));
        return (await refusalOf(query(table, { KeyConditionExpression, ExpressionAttributeValues: Object.fromEntries(used) }))).message;
      };
      world.assert.match(await message('sk = :n'), /Query condition missed key schema element: pk/);
      world.assert.match(await message('pk > :a'), /Query key condition not supported/);
      world.assert.match(await message('pk = :a AND note = :a'), /Query condition missed key schema element: sk/);
      world.assert.match(await message('pk = :n'), /Condition parameter type does not match schema type/);
      world.assert.match(await message('pk = :a OR sk = :n'), /Invalid operator used in KeyConditionExpression: OR/);
      const filter = await refusalOf(
        query(table, { ...ofA, FilterExpression: 'sk = :n', ExpressionAttributeValues: { ':a': { S: 'a' }, ':n': { N: '1' } } }),
      );
      world.assert.match(filter.message, /Filter Expression can only contain non-primary key attributes: Primary key attribute: sk/);
    },
  },
];
