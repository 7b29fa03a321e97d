import * as sdk from '@aws-sdk/client-dynamodb';
import { key, makeTable } from './dynamodb-table.ts';
import type { TestTable } from './dynamodb-table.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

const everyType: Record<string, sdk.AttributeValue> = {
  note: { S: '' },
  amount: { N: '-1.5' },
  raw: { B: Uint8Array.from([0, 255]) },
  yes: { BOOL: true },
  blank: { NULL: true },
  things: { L: [{ S: 'a' }, { M: { deep: { N: '1' } } }] },
  labels: { SS: ['a', 'b'] },
};

type Update = Omit<sdk.UpdateItemCommandInput, 'TableName' | 'Key'>;

const update = ({ dynamodb, name }: TestTable, input: Update): Promise<sdk.UpdateItemCommandOutput> =>
  dynamodb.send(new sdk.UpdateItemCommand({ TableName: name, Key: key('a', 1), ...input }));

const item = async (
  { dynamodb, name }: TestTable,
  more: Partial<sdk.GetItemCommandInput> = {},
): Promise<sdk.GetItemCommandOutput['Item']> =>
  (await dynamodb.send(new sdk.GetItemCommand({ TableName: name, Key: key('a', 1), ConsistentRead: true, ...more }))).Item;

export const itemCases: readonly ConformanceCase[] = [
  {
    name: 'gives back an item with every type of attribute',
    async run(world) {
      const table = await makeTable(world);
      const Item = { ...key('a', 1), ...everyType };
      await table.dynamodb.send(new sdk.PutItemCommand({ TableName: table.name, Item }));
      world.assert.deepEqual(await item(table), Item);
      world.assert.deepEqual(await item(table, { ProjectionExpression: 'things[1].deep, labels' }), {
        things: { L: [{ M: { deep: { N: '1' } } }] },
        labels: { SS: ['a', 'b'] },
      });
      const { Attributes } = await table.dynamodb.send(
        new sdk.DeleteItemCommand({ TableName: table.name, Key: key('a', 1), ReturnValues: 'ALL_OLD' }),
      );
      world.assert.deepEqual(Attributes, Item);
      world.assert.equal(await item(table), undefined);
    },
  },
  {
    name: 'lets one of sixteen conditional writes at once through',
    async run(world) {
      const { dynamodb, name } = await makeTable(world);
      const tries = Array.from({ length: 16 }, (_, holder) =>
        dynamodb.send(
          new sdk.PutItemCommand({
            TableName: name,
            Item: { ...key('lock', 1), holder: { N: String(holder) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      const outcomes = await Promise.allSettled(tries);
      world.assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      const second = new sdk.PutItemCommand({
        TableName: name,
        Item: key('lock', 1),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const refusal = await refusalOf(dynamodb.send(second));
      world.assert.deepEqual([refusal.code, refusal.message], ['ConditionalCheckFailed', 'The conditional request failed']);
    },
  },
  {
    name: 'updates numbers, sets, lists and maps in place',
    async run(world) {
      const table = await makeTable(world);
      const first = await update(table, {
        UpdateExpression: 'SET counted = if_not_exists(counted, :zero) + :one, things = :list, nested = :map ADD labels :labels',
        ExpressionAttributeValues: {
          ':zero': { N: '0' },
          ':one': { N: '1' },
          ':list': { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] },
          ':map': { M: { x: { N: '1' } } },
          ':labels': { SS: ['a', 'b'] },
        },
        ReturnValues: 'UPDATED_NEW',
      });
      world.assert.deepEqual(first.Attributes?.['counted'], { N: '1' });
      await update(table, {
        UpdateExpression:
          'SET things = list_append(things, :more), nested.y = nested.x REMOVE nested.x DELETE labels :gone ADD counted :ten',
        ExpressionAttributeValues: { ':more': { L: [{ S: 'd' }] }, ':gone': { SS: ['a'] }, ':ten': { N: '10' } },
      });
      await update(table, { UpdateExpression: 'REMOVE things[0], things[2]' });
      world.assert.deepEqual(await item(table), {
        ...key('a', 1),
        counted: { N: '11' },
        things: { L: [{ S: 'b' }, { S: 'd' }] },
        nested: { M: { y: { N: '1' } } },
        labels: { SS: ['b'] },
      });
    },
  },
  {
    name: 'keeps numbers of 38 digits exactly and refuses longer ones',
    async run(world) {
      const table = await makeTable(world);
      const add = (n: string): Promise<sdk.UpdateItemCommandOutput> =>
        update(table, {
          UpdateExpression: 'ADD summed :n',
          ExpressionAttributeValues: { ':n': { N: n } },
          ReturnValues: 'UPDATED_NEW',
        });
      await add('12345678901234567890123456789012345678');
      world.assert.deepEqual((await add('1')).Attributes, { summed: { N: '12345678901234567890123456789012345679' } });
      const long = await refusalOf(add('123456789012345678901234567890123456789'));
      world.assert.match(long.message, /Attempting to store more than 38 significant digits in a Number/);
      world.assert.match((await refusalOf(add('1e126'))).message, /Number overflow/);
    },
  },
  {
    name: 'judges conditions on items',
    async run(world) {
      const table = await makeTable(world);
      await table.dynamodb.send(new sdk.PutItemCommand({ TableName: table.name, Item: { ...key('a', 1), ...everyType } }));
      const values: Record<string, sdk.AttributeValue> = {
        ':n': { N: '-1.50' },
        ':a': { S: 'a' },
        ':zero': { N: '0' },
        ':type': { S: 'SS' },
      };
      const holds = async (ConditionExpression: string): Promise<boolean> => {
        const used = Object.entries(values).filter(([name]) => ConditionExpression.includes(name));
        const command = new sdk.UpdateItemCommand({
          TableName: table.name,
          Key: key('a', 1),
          ConditionExpression,
          ...(used.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(used) }),
        });
        try {
          await table.dynamodb.send(command);
          return true;
        } catch (error) {
          if (error instanceof sdk.ConditionalCheckFailedException) return false;
          throw error;
        }
      };
      const expected: Readonly<Record<string, boolean>> = {
        'amount = :n': true,
        'yes = :a': false,
        'contains(labels, :a) AND contains(things, :a)': true,
        'attribute_type(labels, :type)': true,
        'size(labels) > :zero AND NOT attribute_exists(absent)': true,
        'absent <> :a': true,
        'amount BETWEEN :n AND :zero': true,
        'amount IN (:zero, :n) OR absent = :a': true,
        'begins_with(things[0], :a)': true,
        'things[1].deep > :zero AND (yes = :a OR note = :a)': false,
      };
      for (const [condition, answer] of Object.entries(expected)) {
        world.assert.equal(await holds(condition), answer, condition);
      }
    },
  },
  {
    name: 'refuses expressions that it cannot read, in AWS’s words',
    async run(world) {
      const table = await makeTable(world);
      const message = async (input: Update): Promise<string> => (await refusalOf(update(table, input))).message;
      const one = { ':v': { N: '1' } };
      const cases: readonly (readonly [Update, RegExp])[] = [
        [{ UpdateExpression: 'SET a = :v' }, /An expression attribute value used in expression is not defined; attribute value: :v/],
        [
          { UpdateExpression: 'SET #a = :v', ExpressionAttributeValues: one },
          /An expression attribute name used in the document path is not defined; attribute name: #a/,
        ],
        [
          { UpdateExpression: 'SET size = :v', ExpressionAttributeValues: one },
          /Attribute name is a reserved keyword; reserved keyword: size/,
        ],
        [
          { UpdateExpression: 'REMOVE a', ExpressionAttributeValues: one },
          /Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}/,
        ],
        [
          { UpdateExpression: 'REMOVE a', ExpressionAttributeNames: { '#b': 'b' } },
          /Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}/,
        ],
        [
          { UpdateExpression: 'SET a = :v, a.b = :v', ExpressionAttributeValues: one },
          /Two document paths overlap with each other; must remove or rewrite one of these paths; path one: \[a\], path two: \[a, b\]/,
        ],
        [{ UpdateExpression: 'SET a = ' }, /Invalid UpdateExpression: Syntax error; token: "<EOF>"/],
        [{ UpdateExpression: '' }, /Invalid UpdateExpression: The expression can not be empty;/],
        [
          { UpdateExpression: 'SET pk = :v', ExpressionAttributeValues: one },
          /Cannot update attribute pk. This attribute is part of the key/,
        ],
        [{ UpdateExpression: 'SET a = b' }, /The provided expression refers to an attribute that does not exist in the item/],
        [
          { UpdateExpression: 'SET a.b = :v', ExpressionAttributeValues: one },
          /The document path provided in the update expression is invalid for update/,
        ],
        [{ ConditionExpression: 'attribute_exist(a)' }, /Invalid ConditionExpression: Invalid function name; function: attribute_exist/],
      ];
      for (const [input, expected] of cases) world.assert.match(await message(input), expected);
    },
  },
  {
    name: 'refuses items that are too large and keys that do not fit',
    async run(world) {
      const { dynamodb, name } = await makeTable(world);
      const message = async (Item: Record<string, sdk.AttributeValue>): Promise<string> =>
        (await refusalOf(dynamodb.send(new sdk.PutItemCommand({ TableName: name, Item })))).message;
      world.assert.match(
        await message({ ...key('a', 1), text: { S: 'x'.repeat(400 * 1024) } }),
        /Item size has exceeded the maximum allowed size/,
      );
      world.assert.match(await message({ pk: { S: 'a' } }), /Missing the key sk in the item/);
      world.assert.match(await message({ ...key('a', 1), sk: { S: '1' } }), /Type mismatch for key sk expected: N actual: S/);
      world.assert.match(
        await message({ ...key('', 1) }),
        /The AttributeValue for a key attribute cannot contain an empty string value. Key: pk/,
      );
      world.assert.match(await message({ ...key('a', 1), labels: { SS: ['a', 'a'] } }), /contains duplicates/);
      world.assert.match(await message({ ...key('a', 1), labels: { SS: [] } }), /may not be empty/);
      const wrong = await refusalOf(dynamodb.send(new sdk.GetItemCommand({ TableName: name, Key: { pk: { S: 'a' } } })));
      world.assert.equal(wrong.message, 'The provided key element does not match the schema');
    },
  },
  {
    name: 'says what capacity a call took',
    async run(world) {
      const { dynamodb, name } = await makeTable(world);
      const Item = { ...key('a', 1), text: { S: 'x'.repeat(1500) } };
      const put = await dynamodb.send(new sdk.PutItemCommand({ TableName: name, Item, ReturnConsumedCapacity: 'TOTAL' }));
      world.assert.deepEqual(put.ConsumedCapacity, { TableName: name, CapacityUnits: 2 });
      const get = await dynamodb.send(new sdk.GetItemCommand({ TableName: name, Key: key('a', 1), ReturnConsumedCapacity: 'TOTAL' }));
      world.assert.equal(get.ConsumedCapacity?.CapacityUnits, 0.5);
    },
  },
];
