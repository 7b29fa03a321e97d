import { Query$ } from '@aws-sdk/client-dynamodb';
import type { QueryInput, QueryOutput } from '@aws-sdk/client-dynamodb';
import { validation } from '../errors.ts';
import { pathHeadsOf } from '../expressions/path-heads.ts';
import { readExpressions } from '../expressions/request-expressions.ts';
import type { RequestExpressions } from '../expressions/request-expressions.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { answerPage } from '../items/answer-page.ts';
import { checkCapacityMode } from '../items/capacity.ts';
import { attributeNames, keyText } from '../items/item-wants.ts';
import { readPage } from '../items/read-page.ts';
import { checkLimit, checkSelect, readSelection, selectOf } from '../items/read-selection.ts';
import { isStartInWindow, readStartKey } from '../items/start-key.ts';
import { keyAttributes } from '../keys/item-key.ts';
import { readKeyCondition } from '../keys/key-condition.ts';
import { windowOf } from '../keys/key-window.ts';
import { tables } from '../state.ts';
import type { KeySchema, TableRow } from '../state.ts';
import { findTable, tableRef, wantOnTable } from '../tables/table-ref.ts';
import { showValue } from '../values/show-value.ts';

export const query = defineItemOperation<QueryInput, QueryOutput>({
  schema: Query$,
  tables: ({ TableName: name }) => [name],
  accepts: [
    'TableName',
    'IndexName',
    'Select',
    'Limit',
    'ConsistentRead',
    'ScanIndexForward',
    'ExclusiveStartKey',
    'ReturnConsumedCapacity',
    'ProjectionExpression',
    'FilterExpression',
    'KeyConditionExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
  ],
  authorise(input, context) {
    const ref = tableRef(input.TableName ?? '', context);
    const keys = {
      'dynamodb:LeadingKeys': leadingKeys(input, tables(ref.state).get(ref.name)),
      'dynamodb:Attributes': attributeNames(input, []),
      'dynamodb:Select': selectOf(input),
      'dynamodb:ReturnConsumedCapacity': input.ReturnConsumedCapacity,
    };
    return [wantOnTable(ref, 'Query', keys, input.IndexName)];
  },
  handle(input, context) {
    checkQuery(input);
    const expressions = readQuery(input);
    const found = findTable(input.TableName ?? '', context);
    const selection = readSelection(input, expressions, found);
    const { index } = selection;
    const keys = (index ?? found.table).keys;
    const window = windowOf(keyConditionOf(expressions, keys));
    checkFilter(expressions, keys);
    const start = readStartKey(input.ExclusiveStartKey, found.table, index);
    // One item can't be gone on after.
    if (start !== undefined && index === undefined && keys.sort === undefined)
      throw validation(`The provided exclusive start key is invalid: ExclusiveStartKey: ${JSON.stringify(input.ExclusiveStartKey)}`);
    if (!isStartInWindow(start, window))
      throw validation('The provided starting key is outside query boundaries based on provided conditions');
    const page = readPage({
      found,
      index,
      window,
      start,
      descending: input.ScanIndexForward === false,
      limit: input.Limit ?? Infinity,
      filter: expressions.filter,
      view: selection.view,
      now: context.now(),
    });
    return answerPage(found, selection, page, input);
  },
});

function checkQuery(input: QueryInput): void {
  checkLimit(input.Limit);
  checkCapacityMode(input.ReturnConsumedCapacity);
  checkSelect(input);
}

function readQuery(input: QueryInput): RequestExpressions {
  return readExpressions(input, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression']);
}

function keyConditionOf({ keyCondition }: RequestExpressions, keys: KeySchema): ReturnType<typeof readKeyCondition> {
  if (keyCondition === undefined)
    throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  return readKeyCondition(keyCondition, keys);
}

/** Conditions on keys belong into KeyConditionExpression, where they spare reading. */
function checkFilter({ filter }: RequestExpressions, keys: KeySchema): void {
  if (filter === undefined) return;
  const heads = pathHeadsOf(filter);
  const key = keyAttributes(keys).find(({ name }) => heads.includes(name));
  if (key !== undefined)
    throw validation(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`);
}

/** The partition that is asked for. AWS too refuses what it cannot read before it asks who may. */
function leadingKeys(input: QueryInput, table: TableRow | undefined): readonly string[] | undefined {
  const keys = input.IndexName === undefined ? table?.keys : table?.indexes.find(({ name }) => name === input.IndexName)?.keys;
  // A table or an index that is not there has no partitions to ask for.
  if (keys === undefined) return undefined;
  const { hash } = keyConditionOf(readQuery(input), keys);
  return keyText(showValue(hash));
}
