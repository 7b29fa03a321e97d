import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { constraint, validation } from '../errors.ts';
import { readItem } from '../values/read-value.ts';
import { itemSize } from '../values/value-size.ts';

const mostItems = 100;

export function checkTransactionLength(length: number): void {
  if (length === 0) throw constraint('transactItems', '[]', 'Member must have length greater than or equal to 1');
  if (length > mostItems)
    throw constraint('transactItems', `[${length} items]`, `Member must have length less than or equal to ${mostItems}`);
}

const mostBytes = 4 * 1024 * 1024;

interface Payload {
  readonly Item?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly Key?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** What the request itself brings counts, not the items that it changes. */
export function checkPayload(requests: readonly Payload[]): void {
  const sizes = requests.map(({ Item = {}, Key = {}, ExpressionAttributeValues: values = {} }) =>
    [Item, Key, values].reduce((sum, each) => sum + itemSize(readItem(each)), 0),
  );
  if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes) throw validation(`Transaction payload size cannot exceed ${mostBytes} bytes`);
}
