import { randomUUID } from 'node:crypto';
import { CreateTable$ } from '@aws-sdk/client-dynamodb';
import type { CreateTableInput, CreateTableOutput } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, tableExists } from '../errors.ts';
import { tables } from '../state.ts';
import type { KeyAttribute, KeySchema, SecondaryIndex, TableRow } from '../state.ts';
import { checkIndexes } from '../tables/check-indexes.ts';
import { describeTable } from '../tables/describe-table.ts';
import { readEncryption } from '../tables/encryption.ts';
import { readGlobalIndex, readLocalIndex } from '../tables/read-index.ts';
import { readAttributes, readKeySchema } from '../tables/read-keys.ts';
import { readTags, requestTagKeys } from '../tables/tags.ts';
import { readTableClass } from '../tables/table-class.ts';
import { tableRef, wantOnTable } from '../tables/table-ref.ts';
import { readBillingMode, readTableThroughput } from '../tables/throughput.ts';

export const createTable = defineOperation<CreateTableInput, CreateTableOutput>({
  schema: CreateTable$,
  accepts: [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'LocalSecondaryIndexes',
    'GlobalSecondaryIndexes',
    'BillingMode',
    'ProvisionedThroughput',
    'StreamSpecification',
    'SSESpecification',
    'Tags',
    'TableClass',
    'DeletionProtectionEnabled',
  ],
  authorise(input, context) {
    const ref = tableRef(input.TableName ?? '', context);
    const keys = requestTagKeys(input.Tags);
    const create = wantOnTable(ref, 'CreateTable', keys);
    return input.Tags === undefined || input.Tags.length === 0 ? [create] : [create, wantOnTable(ref, 'TagResource', keys)];
  },
  async handle(input, context) {
    const ref = tableRef(input.TableName ?? '', context);
    const definition = { ...readDefinition(input), tags: readTags(input.Tags ?? []) };
    const encryption = await readEncryption(input.SSESpecification, ref.name, context);
    const table: TableRow = {
      ...definition,
      ...(encryption === undefined ? {} : { encryption }),
      ...newIdentity(ref.name, definition.billing.mode, context),
    };
    context.transaction(() => {
      if (tables(ref.state).get(ref.name) !== undefined) throw tableExists(ref.name);
      tables(ref.state).put(ref.name, table);
    });
    return { TableDescription: describeTable({ ...ref, table }, 'CREATING') };
  },
});

type Definition = Omit<TableRow, 'name' | 'id' | 'createdAt' | 'tags' | 'encryption'>;

function readDefinition(input: CreateTableInput): Definition {
  if (input.StreamSpecification?.StreamEnabled === true) throw new NotImplemented('The member StreamEnabled of StreamSpecification');
  const mode = readBillingMode(input.BillingMode);
  const throughput = readTableThroughput(mode, input.ProvisionedThroughput);
  const attributes = readAttributes(input.AttributeDefinitions ?? []);
  const keys = readKeySchema(input.KeySchema ?? [], attributes);
  const indexes = readIndexes(input, attributes, keys);
  checkIndexes({ attributes, keys, indexes });
  return {
    attributes,
    keys,
    indexes,
    billing: { mode },
    throughput,
    deletionProtection: input.DeletionProtectionEnabled === true,
    ...(input.TableClass === undefined ? {} : { tableClass: readTableClass(input.TableClass) }),
  };
}

function readIndexes(input: CreateTableInput, attributes: readonly KeyAttribute[], keys: KeySchema): readonly SecondaryIndex[] {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = input;
  if (local !== undefined && keys.sort === undefined) {
    throw invalidParameter('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex');
  }
  if (local?.length === 0) throw invalidParameter('List of LocalSecondaryIndexes is empty');
  if (global?.length === 0) throw invalidParameter('List of GlobalSecondaryIndexes is empty');
  const mode = readBillingMode(input.BillingMode);
  return [
    ...(local ?? []).map((index) => readLocalIndex(index, attributes, keys)),
    ...(global ?? []).map((index) => readGlobalIndex(index, attributes, mode)),
  ];
}

function newIdentity(
  name: string,
  mode: TableRow['billing']['mode'],
  context: OperationContext,
): Pick<TableRow, 'name' | 'id' | 'createdAt' | 'billing'> {
  const createdAt = context.now().toISOString();
  return { name, id: randomUUID(), createdAt, billing: { mode, ...(mode === 'PAY_PER_REQUEST' ? { onDemandSince: createdAt } : {}) } };
}
