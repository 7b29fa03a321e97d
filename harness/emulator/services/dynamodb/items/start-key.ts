import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { compareUtf8 } from '../../../accounts/key-range.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { validation } from '../errors.ts';
import { indexKeyOf, keyAttributes, keyOf } from '../keys/item-key.ts';
import type { KeyWindow } from '../keys/key-window.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import { readItem } from '../values/read-value.ts';
import { attribute, typeOf } from '../values/value.ts';
import type { Item } from '../values/value.ts';

/** The names in LastEvaluatedKey and ExclusiveStartKey: the keys of the table and of the index. */
function startNames(table: TableRow, index: SecondaryIndex | undefined): ReadonlyMap<string, string> {
  const attributes = [...keyAttributes(table.keys), ...(index === undefined ? [] : keyAttributes(index.keys))];
  return new Map(attributes.map(({ name, type }) => [name, type]));
}

/** LastEvaluatedKey after an item. */
export function lastKey(table: TableRow, index: SecondaryIndex | undefined, item: Item): Item {
  const names = [...startNames(table, index).keys()];
  return Object.fromEntries(names.flatMap((name) => pair(name, item)));
}

function pair(name: string, item: Item): readonly (readonly [string, Item[string]])[] {
  const value = attribute(item, name);
  return value === undefined ? [] : [[name, value]];
}

const invalidStart = (more = ''): Error => validation(`The provided starting key is invalid${more}`);

/** The stored key of ExclusiveStartKey, whose item need not exist any more. @throws AwsError ValidationException. */
export function readStartKey(
  start: Readonly<Record<string, AttributeValue>> | undefined,
  table: TableRow,
  index: SecondaryIndex | undefined,
): string | undefined {
  if (start === undefined || Object.keys(start).length === 0) return undefined;
  const item = readStart(start);
  const names = startNames(table, index);
  const fits = [...names].every(([name, type]) => {
    const value = attribute(item, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!fits || names.size !== Object.keys(item).length)
    throw invalidStart(index === undefined ? ': The provided key element does not match the schema' : '');
  return index === undefined ? keyOf(table.keys, item) : indexKeyOf(table, index, item);
}

function readStart(start: Readonly<Record<string, AttributeValue>>): Item {
  try {
    return readItem(start);
  } catch (problem) {
    if (!(problem instanceof AwsError)) throw problem;
    throw invalidStart(`: ${problem.message}`);
  }
}

/** A start outside of what is asked for would silently begin elsewhere. */
export function isStartInWindow(start: string | undefined, { prefix, lower, upper }: KeyWindow): boolean {
  if (start === undefined) return true;
  const before = lower !== undefined && compareUtf8(start, lower) < 0;
  const after = upper !== undefined && compareUtf8(start, upper) >= 0;
  return start.startsWith(prefix) && !before && !after;
}
