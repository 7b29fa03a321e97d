import { TransactGetItems$ } from '@aws-sdk/client-dynamodb';
import type { TransactGetItemsInput, TransactGetItemsOutput } from '@aws-sdk/client-dynamodb';
import { defineItemOperation } from '../items/item-operation.ts';
import { checkCapacityMode, consumedByRead } from '../items/capacity.ts';
import { consumedByTable } from '../items/consumed-by-table.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { planRead } from '../items/plan-read.ts';
import { checkTransactionLength } from '../items/transaction-limits.ts';
import { checkDistinctItems } from '../items/batch-limits.ts';
import { readStoredItem } from '../items/write-item.ts';
import { showItem } from '../values/show-value.ts';
import { itemSize } from '../values/value-size.ts';

export const transactGetItems = defineItemOperation<TransactGetItemsInput, TransactGetItemsOutput>({
  schema: TransactGetItems$,
  tables: ({ TransactItems: transacted = [] }) => transacted.map(({ Get }) => Get?.TableName),
  accepts: ['TransactItems', 'ReturnConsumedCapacity'],
  authorise: (input, context) =>
    (input.TransactItems ?? []).map(({ Get }) =>
      wantOnItem({ TableName: undefined, ...Get }, context, 'GetItem', { 'dynamodb:EnclosingOperation': 'TransactGetItems' }),
    ),
  handle({ TransactItems: transacted = [], ReturnConsumedCapacity: mode }, context) {
    checkCapacityMode(mode);
    checkTransactionLength(transacted.length);
    const reads = transacted.map(({ Get }) => planRead(Get ?? {}, context));
    checkDistinctItems(reads, 'Transaction request cannot include multiple operations on one item');
    // Handlers do not wait between two reads, so that these are of one moment.
    const read = reads.map((each) => ({ ...each, item: readStoredItem(each.found, each.key, context.now()) }));
    const consumed = consumedByTable(
      read.map(({ found, item }) => [found, consumedByRead(item === undefined ? 0 : itemSize(item), 2)]),
      mode,
    );
    return {
      Responses: read.map(({ item, shown }) => (item === undefined ? {} : { Item: showItem(shown(item)) })),
      ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
    };
  },
});
