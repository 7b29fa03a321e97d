import { BatchGetItem$ } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, BatchGetItemInput, BatchGetItemOutput, KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { validation } from '../errors.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { planRead } from '../items/plan-read.ts';
import type { PlannedRead } from '../items/plan-read.ts';
import { checkDistinctItems, checkRequestItems } from '../items/batch-limits.ts';
import { checkCapacityMode, consumedByRead } from '../items/capacity.ts';
import { consumedByTable } from '../items/consumed-by-table.ts';
import { attributeNames, leadingKeys } from '../items/item-wants.ts';
import { readStoredItem } from '../items/write-item.ts';
import { tableRef, wantOnTable } from '../tables/table-ref.ts';
import { showItem } from '../values/show-value.ts';
import { itemSize } from '../values/value-size.ts';
import type { Item } from '../values/value.ts';

export const batchGetItem = defineItemOperation<BatchGetItemInput, BatchGetItemOutput>({
  schema: BatchGetItem$,
  tables: ({ RequestItems: requests = {} }) => Object.keys(requests),
  accepts: ['RequestItems', 'ReturnConsumedCapacity'],
  authorise: (input, context) =>
    Object.entries(input.RequestItems ?? {}).map(([name, request]) => {
      const ref = tableRef(name, context);
      const { Keys: keys = [] } = request;
      return wantOnTable(ref, 'BatchGetItem', {
        'dynamodb:LeadingKeys': leadingKeys(ref, keys),
        'dynamodb:Attributes': attributeNames(request, keys),
        'dynamodb:Select': request.ProjectionExpression === undefined ? undefined : 'SPECIFIC_ATTRIBUTES',
        'dynamodb:ReturnConsumedCapacity': input.ReturnConsumedCapacity,
      });
    }),
  handle(input, context) {
    checkCapacityMode(input.ReturnConsumedCapacity);
    const requests = Object.entries(input.RequestItems ?? {});
    checkRequestItems(Object.fromEntries(requests.map(([name, { Keys: keys = [] }]) => [name, keys])), Infinity);
    const reads = requests.flatMap(([name, request]) => plansOf(name, request, context));
    if (reads.length > 100) throw validation('Too many items requested for the BatchGetItem call');
    checkDistinctItems(reads);
    return answer(
      reads.map((read) => ({ ...read, item: readStoredItem(read.found, read.key, context.now()) })),
      requests,
      input.ReturnConsumedCapacity,
    );
  },
});

interface TableRead extends PlannedRead {
  readonly name: string;
  readonly consistent: boolean;
}

function plansOf(name: string, request: KeysAndAttributes, context: OperationContext): readonly TableRead[] {
  refuseUnknown('RequestItems', request, ['Keys', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames']);
  const { Keys: keys = [], ConsistentRead: consistent = false, ...expressions } = request;
  return keys.map((Key) => ({ name, consistent, ...planRead({ TableName: name, Key, ...expressions }, context) }));
}

/** What one answer holds at most. */
const mostBytes = 16 * 1024 * 1024;

type Read = TableRead & { readonly item: Item | undefined };

function answer(
  reads: readonly Read[],
  requests: readonly (readonly [string, KeysAndAttributes])[],
  mode: string | undefined,
): BatchGetItemOutputBody {
  const fitting = takeFitting(reads);
  const left = new Map(requests.map(([name]) => [name, reads.filter((read) => read.name === name && !fitting.includes(read))]));
  const consumed = consumedByTable(
    fitting.map(({ found, item, consistent }) => [found, consumedByRead(item === undefined ? 0 : itemSize(item), consistent ? 1 : 0.5)]),
    mode,
  );
  return {
    Responses: Object.fromEntries(requests.map(([name]) => [name, fitting.flatMap((read) => (read.name === name ? shownItem(read) : []))])),
    UnprocessedKeys: Object.fromEntries(
      requests.flatMap(([name, request]) => {
        const keys = (left.get(name) ?? []).map(({ key }) => showItem(key));
        return keys.length === 0 ? [] : [[name, { ...request, Keys: keys }]];
      }),
    ),
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
  };
}

type BatchGetItemOutputBody = Omit<BatchGetItemOutput, '$metadata'>;

function takeFitting(reads: readonly Read[]): readonly Read[] {
  let bytes = 0;
  return reads.filter(({ item }) => (bytes += item === undefined ? 0 : itemSize(item)) <= mostBytes);
}

function shownItem({ item, shown }: Read): Record<string, AttributeValue>[] {
  return item === undefined ? [] : [showItem(shown(item))];
}
