import { Scan$ } from '@aws-sdk/client-dynamodb';
import type { ScanInput, ScanOutput } from '@aws-sdk/client-dynamodb';
import { constraint, validation } from '../errors.ts';
import { readExpressions } from '../expressions/request-expressions.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { answerPage } from '../items/answer-page.ts';
import { checkCapacityMode } from '../items/capacity.ts';
import { attributeNames } from '../items/item-wants.ts';
import { readPage } from '../items/read-page.ts';
import { checkLimit, checkSelect, readSelection, selectOf } from '../items/read-selection.ts';
import { isStartInWindow, readStartKey } from '../items/start-key.ts';
import { segmentWindow } from '../keys/key-window.ts';
import type { KeyWindow } from '../keys/key-window.ts';
import { findTable, tableRef, wantOnTable } from '../tables/table-ref.ts';

export const scan = defineItemOperation<ScanInput, ScanOutput>({
  schema: Scan$,
  tables: ({ TableName: name }) => [name],
  accepts: [
    'TableName',
    'IndexName',
    'Select',
    'Limit',
    'ConsistentRead',
    'Segment',
    'TotalSegments',
    'ExclusiveStartKey',
    'ReturnConsumedCapacity',
    'ProjectionExpression',
    'FilterExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
  ],
  authorise(input, context) {
    const keys = {
      'dynamodb:FullTableScan': 'true',
      'dynamodb:Attributes': attributeNames(input, []),
      'dynamodb:Select': selectOf(input),
      'dynamodb:ReturnConsumedCapacity': input.ReturnConsumedCapacity,
    };
    return [wantOnTable(tableRef(input.TableName ?? '', context), 'Scan', keys, input.IndexName)];
  },
  handle(input, context) {
    checkLimit(input.Limit);
    checkCapacityMode(input.ReturnConsumedCapacity);
    checkSelect(input);
    const window = readSegment(input);
    const expressions = readExpressions(input, ['ProjectionExpression', 'FilterExpression']);
    const found = findTable(input.TableName ?? '', context);
    const selection = readSelection(input, expressions, found);
    const start = readStartKey(input.ExclusiveStartKey, found.table, selection.index);
    checkStartInSegment(start, window, input);
    const page = readPage({
      found,
      index: selection.index,
      window,
      start,
      descending: false,
      limit: input.Limit ?? Infinity,
      filter: expressions.filter,
      view: selection.view,
      now: context.now(),
    });
    return answerPage(found, selection, page, input);
  },
});

function checkStartInSegment(start: string | undefined, window: KeyWindow, { Segment: segment, TotalSegments: total }: ScanInput): void {
  if (isStartInWindow(start, window)) return;
  throw validation(
    'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. ' +
      `TotalSegments: ${total} Segment: ${segment}`,
  );
}

function readSegment({ Segment: segment, TotalSegments: total }: ScanInput): KeyWindow {
  if (segment === undefined && total === undefined) return { prefix: '' };
  if (total === undefined)
    throw validation('The TotalSegments parameter is required but was not present in the request when Segment parameter is present');
  if (segment === undefined)
    throw validation('The Segment parameter is required but was not present in the request when parameter TotalSegments is present');
  if (total < 1) throw constraint('totalSegments', total, 'Member must have value greater than or equal to 1');
  if (total > 1_000_000) throw constraint('totalSegments', total, 'Member must have value less than or equal to 1000000');
  if (segment < 0) throw constraint('segment', segment, 'Member must have value greater than or equal to 0');
  if (segment >= total) {
    throw validation(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  return segmentWindow(segment, total);
}
