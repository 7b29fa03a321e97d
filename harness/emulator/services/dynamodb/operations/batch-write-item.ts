import { BatchWriteItem$ } from '@aws-sdk/client-dynamodb';
import type { BatchWriteItemInput, BatchWriteItemOutput, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { validation } from '../errors.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { checkWriteOptions } from '../items/answer-write.ts';
import { checkDistinctItems, checkRequestItems } from '../items/batch-limits.ts';
import { consumedByWrite } from '../items/capacity.ts';
import { consumedByTable } from '../items/consumed-by-table.ts';
import { attributeNames, leadingKeys } from '../items/item-wants.ts';
import { planDelete, planPut } from '../items/plan-write.ts';
import { writeItem } from '../items/write-item.ts';
import type { PlannedWrite } from '../items/write-item.ts';
import { tableRef, wantOnTable } from '../tables/table-ref.ts';

/** All of a batch is written at once, which AWS does not promise; nothing is left over. */
export const batchWriteItem = defineItemOperation<BatchWriteItemInput, BatchWriteItemOutput>({
  schema: BatchWriteItem$,
  tables: ({ RequestItems: requests = {} }) => Object.keys(requests),
  accepts: ['RequestItems', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'],
  authorise: (input, context) =>
    Object.entries(input.RequestItems ?? {}).map(([name, requests]) => {
      const ref = tableRef(name, context);
      const items = requests.map((request) => request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {});
      return wantOnTable(ref, 'BatchWriteItem', {
        'dynamodb:LeadingKeys': leadingKeys(ref, items),
        'dynamodb:Attributes': attributeNames({}, items),
        'dynamodb:ReturnConsumedCapacity': input.ReturnConsumedCapacity,
      });
    }),
  handle(input, context) {
    checkWriteOptions(input);
    const { RequestItems: requests = {} } = input;
    checkRequestItems(requests, 25);
    const plans = Object.entries(requests).flatMap(([name, each]) => each.map((request) => planRequest(name, request, context)));
    checkDistinctItems(plans);
    const now = context.now();
    const parts = context.transaction(() =>
      plans.map((plan) => {
        const outcome = writeItem(plan, now);
        const change = outcome.kind === 'written' ? outcome : { before: outcome.before, after: undefined };
        return [plan.found, consumedByWrite(plan.found.table, change)] as const;
      }),
    );
    const consumed = consumedByTable(parts, input.ReturnConsumedCapacity);
    return { UnprocessedItems: {}, ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }) };
  },
});

function planRequest(TableName: string, { PutRequest: put, DeleteRequest: remove }: WriteRequest, context: OperationContext): PlannedWrite {
  if (put !== undefined && remove === undefined) return planPut({ TableName, Item: put.Item }, context);
  if (remove !== undefined && put === undefined) return planDelete({ TableName, Key: remove.Key }, context);
  throw validation('Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes');
}
