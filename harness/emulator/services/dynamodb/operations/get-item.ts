import { GetItem$ } from '@aws-sdk/client-dynamodb';
import type { GetItemInput, GetItemOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { project } from '../expressions/project.ts';
import { readExpressions } from '../expressions/request-expressions.ts';
import { checkCapacityMode, consumedByRead, showConsumed } from '../items/capacity.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { readStoredItem } from '../items/write-item.ts';
import { checkKey } from '../keys/item-key.ts';
import { findTable } from '../tables/table-ref.ts';
import { readItem } from '../values/read-value.ts';
import { showItem } from '../values/show-value.ts';
import { itemSize } from '../values/value-size.ts';

export const getItem = defineOperation<GetItemInput, GetItemOutput>({
  schema: GetItem$,
  accepts: ['TableName', 'Key', 'ConsistentRead', 'ReturnConsumedCapacity', 'ProjectionExpression', 'ExpressionAttributeNames'],
  authorise: (input, context) => [
    wantOnItem(input, context, 'GetItem', {
      'dynamodb:Select': input.ProjectionExpression === undefined ? undefined : 'SPECIFIC_ATTRIBUTES',
    }),
  ],
  handle(input, context) {
    checkCapacityMode(input.ReturnConsumedCapacity);
    const key = readItem(input.Key ?? {});
    const { projection } = readExpressions(input, ['ProjectionExpression']);
    const found = findTable(input.TableName ?? '', context);
    checkKey(found.table, key);
    const item = readStoredItem(found, key, context.now());
    const consumed = consumedByRead(item === undefined ? 0 : itemSize(item), input.ConsistentRead === true ? 1 : 0.5);
    const shown = showConsumed(found.table, consumed, input.ReturnConsumedCapacity);
    return {
      ...(item === undefined ? {} : { Item: showItem(projection === undefined ? item : project(item, projection)) }),
      ...(shown === undefined ? {} : { ConsumedCapacity: shown }),
    };
  },
});
