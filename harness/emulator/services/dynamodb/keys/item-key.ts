import { ItemInvalid, keyMismatch } from '../errors.ts';
import type { KeyAttribute, KeySchema, SecondaryIndex, TableRow } from '../state.ts';
import { attribute, typeOf } from '../values/value.ts';
import type { Item, Value } from '../values/value.ts';
import { valueSize } from '../values/value-size.ts';
import { encodeKeyValue, keyEnd, partitionHash } from './key-encoding.ts';

/** Bytes. */
export const largestHashKey = 2048;
export const largestSortKey = 1024;

export function keyAttributes({ hash, sort }: KeySchema): readonly KeyAttribute[] {
  return sort === undefined ? [hash] : [hash, sort];
}

/** The key under which an item, which has the key's attributes, stands in its table. */
export function keyOf(keys: KeySchema, item: Item): string {
  const [hash = '', ...rest] = keyAttributes(keys).map(({ name }) => encodeKeyValue(present(item, name)));
  return partitionHash(hash) + [hash, ...rest].map((part) => part + keyEnd).join('');
}

/** What all keys of a partition begin with. */
export function partitionPrefix(hash: Value): string {
  const encoded = encodeKeyValue(hash);
  return partitionHash(encoded) + encoded + keyEnd;
}

/** The key of an item's entry in an index; undefined where the item lacks one of the index's attributes, and so is not in it. */
export function indexKeyOf(table: TableRow, index: SecondaryIndex, item: Item): string | undefined {
  if (keyAttributes(index.keys).some(({ name }) => attribute(item, name) === undefined)) return undefined;
  return keyOf(index.keys, item) + keyOf(table.keys, item);
}

function present(item: Item, name: string): Value {
  const value = attribute(item, name);
  if (value === undefined) throw new Error(`The item has no ${name}, which is checked before.`);
  return value;
}

/** The attributes of `item` that are a key of the table. */
export function keyItem(keys: KeySchema, item: Item): Item {
  return Object.fromEntries(keyAttributes(keys).map(({ name }) => [name, present(item, name)]));
}

/** Checks the Key of a request: the table's key attributes and nothing else. @throws AwsError ValidationException. */
export function checkKey(table: TableRow, key: Item): void {
  const attributes = keyAttributes(table.keys);
  if (Object.keys(key).length !== attributes.length) throw keyMismatch();
  for (const { name, type } of attributes) {
    const value = attribute(key, name);
    if (value === undefined || typeOf(value) !== type) throw keyMismatch();
    checkKeyValue(table.keys, name, value);
  }
}

/** Checks an item to be written: its keys, and the attributes that are keys of an index. @throws AwsError ValidationException. */
export function checkItemKeys(table: TableRow, item: Item): void {
  for (const { name, type } of keyAttributes(table.keys)) {
    const value = attribute(item, name);
    if (value === undefined) throw invalidItem(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type) throw invalidItem(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    checkKeyValue(table.keys, name, value);
  }
  for (const index of table.indexes) checkIndexKeys(index, item);
}

function checkIndexKeys(index: SecondaryIndex, item: Item): void {
  for (const { name, type } of keyAttributes(index.keys)) {
    const value = attribute(item, name);
    if (value === undefined) continue;
    const actual = typeOf(value);
    if (actual !== type)
      throw invalidItem(`Type mismatch for Index Key ${name} Expected: ${type} Actual: ${actual} IndexName: ${index.name}`);
    if (valueSize(value) === 0) {
      throw new ItemInvalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ` +
          `The AttributeValue for a key attribute cannot contain an empty ${longName(value)} value. IndexName: ${index.name}, IndexKey: ${name}`,
      );
    }
    checkSize(index.keys, name, value);
  }
}

function checkKeyValue(keys: KeySchema, name: string, value: Value): void {
  if (valueSize(value) === 0) {
    throw new ItemInvalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${longName(value)} value. Key: ${name}`,
    );
  }
  checkSize(keys, name, value);
}

function checkSize(keys: KeySchema, name: string, value: Value): void {
  const [kind, most] = name === keys.hash.name ? (['hash', largestHashKey] as const) : (['range', largestSortKey] as const);
  if (valueSize(value) > most)
    throw invalidItem(
      kind === 'hash'
        ? `Size of hashkey has exceeded the maximum size limit of${most} bytes`
        : `Aggregated size of all range keys has exceeded the size limit of ${most} bytes`,
    );
}

const invalidItem = (problem: string): ItemInvalid => new ItemInvalid(`One or more parameter values were invalid: ${problem}`);

function longName(value: Value): string {
  return 'B' in value ? 'binary' : 'string';
}
