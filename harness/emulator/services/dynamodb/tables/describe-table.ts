import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  Projection,
  ProvisionedThroughputDescription,
  TableDescription,
  TableStatus,
} from '@aws-sdk/client-dynamodb';
import { indexView, projectedNames } from '../items/index-view.ts';
import { indexKeyOf, keyAttributes } from '../keys/item-key.ts';
import { items } from '../state.ts';
import type { IndexProjection, KeySchema, SecondaryIndex, TableRow, Throughput } from '../state.ts';
import type { Item } from '../values/value.ts';
import { itemSize } from '../values/value-size.ts';
import type { FoundTable } from './table-ref.ts';

/** A table as AWS describes it, with its number of items as it is now: AWS counts every six hours. */
export function describeTable(found: FoundTable, status: TableStatus = 'ACTIVE'): TableDescription {
  const { table } = found;
  const stored = Array.from(items(found.state, table).scan(), ([, item]) => item);
  const { local, global } = Object.groupBy(table.indexes, ({ kind }) => kind);
  return {
    ...definitionOf(found),
    TableStatus: status,
    ItemCount: stored.length,
    TableSizeBytes: stored.reduce((sum, item) => sum + itemSize(item), 0),
    ...(local === undefined ? {} : { LocalSecondaryIndexes: local.map((index) => describeIndex(found, index, stored)) }),
    ...(global === undefined ? {} : { GlobalSecondaryIndexes: global.map((index) => describeGlobal(found, index, stored, status)) }),
  };
}

/** What AWS still says of a table that is going. */
export function describeDeleted(found: FoundTable): TableDescription {
  const { table, arn } = found;
  return {
    TableName: table.name,
    TableArn: arn,
    TableId: table.id,
    TableStatus: 'DELETING',
    ItemCount: 0,
    TableSizeBytes: 0,
    ProvisionedThroughput: describeThroughput(table.throughput),
    DeletionProtectionEnabled: false,
    ...describeBilling(table),
  };
}

function definitionOf({ table, arn }: FoundTable): TableDescription {
  const { encryption, tableClass } = table;
  return {
    TableName: table.name,
    TableArn: arn,
    TableId: table.id,
    CreationDateTime: new Date(table.createdAt),
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: describeKeys(table.keys),
    ProvisionedThroughput: describeThroughput(table.throughput),
    DeletionProtectionEnabled: table.deletionProtection,
    ...describeBilling(table),
    ...(tableClass === undefined ? {} : { TableClassSummary: { TableClass: tableClass } }),
    ...(encryption === undefined ? {} : { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: encryption.keyArn } }),
  };
}

/** A table that was never on demand has no summary. */
function describeBilling({ billing: { mode, onDemandSince } }: TableRow): Pick<TableDescription, 'BillingModeSummary'> {
  if (onDemandSince === undefined) return {};
  return { BillingModeSummary: { BillingMode: mode, LastUpdateToPayPerRequestDateTime: new Date(onDemandSince) } };
}

function describeIndex({ table, arn }: FoundTable, index: SecondaryIndex, stored: readonly Item[]): LocalSecondaryIndexDescription {
  const names = projectedNames(table, index);
  const entries = stored.filter((item) => indexKeyOf(table, index, item) !== undefined).map((item) => indexView(item, names));
  return {
    IndexName: index.name,
    IndexArn: `${arn}/index/${index.name}`,
    KeySchema: describeKeys(index.keys),
    Projection: describeProjection(index.projection),
    ItemCount: entries.length,
    IndexSizeBytes: entries.reduce((sum, item) => sum + itemSize(item), 0),
  };
}

function describeGlobal(
  found: FoundTable,
  index: SecondaryIndex,
  stored: readonly Item[],
  status: TableStatus,
): GlobalSecondaryIndexDescription {
  return {
    ...describeIndex(found, index, stored),
    IndexStatus: status === 'CREATING' ? 'CREATING' : 'ACTIVE',
    ProvisionedThroughput: describeThroughput(index.throughput ?? { read: 0, write: 0 }),
  };
}

function describeKeys(keys: KeySchema): KeySchemaElement[] {
  return keyAttributes(keys).map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
}

function describeProjection(projection: IndexProjection): Projection {
  return projection.kind === 'INCLUDE'
    ? { ProjectionType: projection.kind, NonKeyAttributes: [...projection.attributes] }
    : { ProjectionType: projection.kind };
}

function describeThroughput({ read, write }: Throughput): ProvisionedThroughputDescription {
  return { NumberOfDecreasesToday: 0, ReadCapacityUnits: read, WriteCapacityUnits: write };
}
