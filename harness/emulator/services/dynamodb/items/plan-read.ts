import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { project } from '../expressions/project.ts';
import { readExpressions } from '../expressions/request-expressions.ts';
import { checkKey } from '../keys/item-key.ts';
import { findTable } from '../tables/table-ref.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import { readItem } from '../values/read-value.ts';
import type { Item } from '../values/value.ts';

export interface ReadRequest {
  readonly TableName?: string | undefined;
  readonly Key?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}

/** A read of one item by its key that was checked as far as it can be without the item. */
export interface PlannedRead {
  readonly found: FoundTable;
  readonly key: Item;
  /** What of the item is answered. */
  readonly shown: (item: Item) => Item;
}

export function planRead(input: ReadRequest, context: OperationContext): PlannedRead {
  const key = readItem(input.Key ?? {});
  const { projection } = readExpressions(input, ['ProjectionExpression']);
  const found = findTable(input.TableName ?? '', context);
  checkKey(found.table, key);
  return { found, key, shown: (item) => (projection === undefined ? item : project(item, projection)) };
}
