import { invalidParameter } from '../errors.ts';
import { keyAttributes } from '../keys/item-key.ts';
import type { TableRow } from '../state.ts';

type Definition = Pick<TableRow, 'attributes' | 'keys' | 'indexes'>;

/** What must hold of a table's indexes together. @throws AwsError ValidationException. */
export function checkIndexes({ attributes, keys, indexes }: Definition): void {
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`Duplicate index name: ${twice}`);
  const local = indexes.filter(({ kind }) => kind === 'local').length;
  if (local > 5) throw invalidParameter('Number of LocalSecondaryIndexes exceeds per-table limit of 5');
  if (indexes.length - local > 20) throw invalidParameter('GlobalSecondaryIndex count exceeds the per-table limit of 20');
  const used = new Set([keys, ...indexes.map((index) => index.keys)].flatMap((schema) => keyAttributes(schema).map(({ name }) => name)));
  const defined = attributes.map(({ name }) => name);
  if (used.size === defined.length) return;
  if (indexes.length === 0) {
    throw invalidParameter('Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions');
  }
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
  );
}
