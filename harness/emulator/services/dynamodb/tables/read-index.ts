import type { GlobalSecondaryIndex, LocalSecondaryIndex, Projection } from '@aws-sdk/client-dynamodb';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { constraint, invalidParameter } from '../errors.ts';
import type { IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableRow } from '../state.ts';
import { readKeySchema } from './read-keys.ts';
import { readThroughput } from './throughput.ts';

export function readGlobalIndex(
  index: GlobalSecondaryIndex,
  attributes: readonly KeyAttribute[],
  mode: TableRow['billing']['mode'],
): SecondaryIndex {
  refuseUnknown('GlobalSecondaryIndexes', index, ['IndexName', 'KeySchema', 'Projection', 'ProvisionedThroughput']);
  const name = readName(index.IndexName);
  const keys = readKeySchema(index.KeySchema ?? [], attributes);
  const projection = readProjection(index.Projection ?? {});
  const { ProvisionedThroughput: throughput } = index;
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput !== undefined)
      throw invalidParameter(`ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`);
    return { name, kind: 'global', keys, projection };
  }
  if (throughput === undefined) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
  return { name, kind: 'global', keys, projection, throughput: readThroughput(throughput) };
}

export function readLocalIndex(index: LocalSecondaryIndex, attributes: readonly KeyAttribute[], table: KeySchema): SecondaryIndex {
  refuseUnknown('LocalSecondaryIndexes', index, ['IndexName', 'KeySchema', 'Projection']);
  const name = readName(index.IndexName);
  const keys = readKeySchema(index.KeySchema ?? [], attributes);
  if (keys.sort === undefined) throw invalidParameter(`Index KeySchema does not have a range key for index: ${name}`);
  if (keys.hash.name !== table.hash.name) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${keys.hash.name}, table hash key: ${table.hash.name}`,
    );
  }
  return { name, kind: 'local', keys, projection: readProjection(index.Projection ?? {}) };
}

function readName(name = ''): string {
  if (!/^[A-Za-z0-9_.-]+$/.test(name))
    throw constraint('indexName', name, 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  if (name.length < 3) throw constraint('indexName', name, 'Member must have length greater than or equal to 3');
  if (name.length > 255) throw constraint('indexName', name, 'Member must have length less than or equal to 255');
  return name;
}

function readProjection({ ProjectionType: type, NonKeyAttributes: attributes }: Projection): IndexProjection {
  switch (type) {
    case 'ALL':
    case 'KEYS_ONLY':
      if (attributes !== undefined) throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
      return { kind: type };
    case 'INCLUDE':
      if (attributes === undefined || attributes.length === 0)
        throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
      return { kind: type, attributes: checkProjected(attributes) };
    case undefined:
      throw invalidParameter('Unknown ProjectionType: null');
    default:
      throw constraint('projection.projectionType', type, 'Member must satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]');
  }
}

function checkProjected(names: readonly string[]): readonly string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`Duplicate value in NonKeyAttributes: ${twice}`);
  const long = names.find((name) => Buffer.byteLength(name) > 255);
  if (long !== undefined) throw constraint('projection.nonKeyAttributes', long, 'Member must have length less than or equal to 255');
  if (names.length > 20)
    throw constraint('projection.nonKeyAttributes', names.join(', '), 'Member must have length less than or equal to 20');
  return names;
}
