import { GetItem$ } from '@aws-sdk/client-dynamodb';
import type { GetItemInput, GetItemOutput } from '@aws-sdk/client-dynamodb';
import { defineItemOperation } from '../items/item-operation.ts';
import { checkCapacityMode, consumedByRead, showConsumed } from '../items/capacity.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { planRead } from '../items/plan-read.ts';
import { readStoredItem } from '../items/write-item.ts';
import { showItem } from '../values/show-value.ts';
import { itemSize } from '../values/value-size.ts';

export const getItem = defineItemOperation<GetItemInput, GetItemOutput>({
  schema: GetItem$,
  tables: ({ TableName: name }) => [name],
  accepts: ['TableName', 'Key', 'ConsistentRead', 'ReturnConsumedCapacity', 'ProjectionExpression', 'ExpressionAttributeNames'],
  authorise: (input, context) => [
    wantOnItem(input, context, 'GetItem', {
      'dynamodb:Select': input.ProjectionExpression === undefined ? undefined : 'SPECIFIC_ATTRIBUTES',
    }),
  ],
  handle(input, context) {
    checkCapacityMode(input.ReturnConsumedCapacity);
    const { found, key, shown } = planRead(input, context);
    const item = readStoredItem(found, key, context.now());
    const consumed = consumedByRead(item === undefined ? 0 : itemSize(item), input.ConsistentRead === true ? 1 : 0.5);
    const capacity = showConsumed(found.table, consumed, input.ReturnConsumedCapacity);
    return {
      ...(item === undefined ? {} : { Item: showItem(shown(item)) }),
      ...(capacity === undefined ? {} : { ConsumedCapacity: capacity }),
    };
  },
});
