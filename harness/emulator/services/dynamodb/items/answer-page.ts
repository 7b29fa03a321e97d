import type { AttributeValue, ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { FoundTable } from '../tables/table-ref.ts';
import { showItem } from '../values/show-value.ts';
import { consumedByRead, showConsumed } from './capacity.ts';
import type { Page } from './read-page.ts';
import type { Selection } from './read-selection.ts';
import { lastKey } from './start-key.ts';

export interface PageAnswer {
  readonly Items?: Record<string, AttributeValue>[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Record<string, AttributeValue>;
  readonly ConsumedCapacity?: ConsumedCapacity;
}

export interface PageOptions {
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
}

/** A page as Query and Scan answer it. */
export function answerPage({ table }: FoundTable, { index, shown }: Selection, page: Page, options: PageOptions): PageAnswer {
  const consumed = consumedByRead(page.bytes, options.ConsistentRead === true ? 1 : 0.5, index?.name);
  const capacity = showConsumed(table, consumed, options.ReturnConsumedCapacity);
  return {
    ...(shown === undefined ? {} : { Items: page.items.map((item) => showItem(shown(item))) }),
    Count: page.items.length,
    ScannedCount: page.scanned,
    ...(page.last === undefined ? {} : { LastEvaluatedKey: showItem(lastKey(table, index, page.last)) }),
    ...(capacity === undefined ? {} : { ConsumedCapacity: capacity }),
  };
}
