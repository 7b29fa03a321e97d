import { UpdateTable$ } from '@aws-sdk/client-dynamodb';
import type { UpdateTableInput, UpdateTableOutput } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, validation } from '../errors.ts';
import { keyAttributes } from '../keys/item-key.ts';
import type { KeyAttribute, TableRow } from '../state.ts';
import { checkIndexes } from '../tables/check-indexes.ts';
import { describeTable } from '../tables/describe-table.ts';
import { readEncryption } from '../tables/encryption.ts';
import { updateIndexes } from '../tables/index-updates.ts';
import { changeTable, findNamedTable } from '../tables/named-table.ts';
import { readAttributes } from '../tables/read-keys.ts';
import { rebuildIndexes } from '../tables/rebuild-indexes.ts';
import { readTableClass } from '../tables/table-class.ts';
import { tableAction } from '../tables/table-ref.ts';
import { updateBilling } from '../tables/update-billing.ts';

export const updateTable = defineOperation<UpdateTableInput, UpdateTableOutput>({
  schema: UpdateTable$,
  accepts: [
    'TableName',
    'AttributeDefinitions',
    'BillingMode',
    'ProvisionedThroughput',
    'GlobalSecondaryIndexUpdates',
    'StreamSpecification',
    'SSESpecification',
    'TableClass',
    'DeletionProtectionEnabled',
  ],
  authorise: tableAction('UpdateTable'),
  async handle(input, context) {
    checkAsksForSomething(input);
    const found = findNamedTable(input.TableName, context);
    const encryption = await readEncryption(input.SSESpecification, found.name, context);
    const changed = changeTable(found, context, (before) => {
      const { encryption: old, ...updated } = update(before, input, context);
      const now = input.SSESpecification === undefined ? old : encryption;
      const after = { ...updated, ...(now === undefined ? {} : { encryption: now }) };
      rebuildIndexes(found.state, before, after);
      return after;
    });
    return { TableDescription: describeTable(changed, 'UPDATING') };
  },
});

function checkAsksForSomething(input: UpdateTableInput): void {
  const { TableName: _name, AttributeDefinitions: _attributes, GlobalSecondaryIndexUpdates: indexes, ...rest } = input;
  const asked = { ...rest, indexes: indexes?.length === 0 ? undefined : indexes };
  if (input.StreamSpecification?.StreamEnabled === true) throw new NotImplemented('The member StreamEnabled of StreamSpecification');
  if (Object.values(asked).every((value) => value === undefined)) {
    throw validation(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  }
}

function update(before: TableRow, input: UpdateTableInput, context: OperationContext): TableRow {
  const defined = input.AttributeDefinitions === undefined ? [] : readAttributes(input.AttributeDefinitions);
  checkNotRedefined(before, defined);
  const known = new Map([...before.attributes, ...defined].map((attribute) => [attribute.name, attribute]));
  const billed = updateBilling(before, input, context.now());
  // The keys of a new index are defined in this request, also where the table has them already.
  const indexes = updateIndexes(billed, input.GlobalSecondaryIndexUpdates ?? [], defined);
  // AWS keeps the definitions that a key is made of and forgets the others.
  const used = new Set([before.keys, ...indexes.map(({ keys }) => keys)].flatMap((keys) => keyAttributes(keys).map(({ name }) => name)));
  const attributes = [...known.values()].filter(({ name }) => used.has(name));
  checkIndexes({ attributes, keys: before.keys, indexes });
  return {
    ...billed,
    attributes,
    indexes,
    deletionProtection: input.DeletionProtectionEnabled ?? before.deletionProtection,
    ...(input.TableClass === undefined ? {} : { tableClass: readTableClass(input.TableClass) }),
  };
}

function checkNotRedefined({ attributes }: TableRow, defined: readonly KeyAttribute[]): void {
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  const other = defined.find(({ name, type }) => (types.get(name) ?? type) !== type);
  if (other === undefined) return;
  throw invalidParameter(
    'Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. ' +
      `Existing schema: ${other.name}:${types.get(other.name) ?? ''}. New schema: ${other.name}:${other.type}`,
  );
}
