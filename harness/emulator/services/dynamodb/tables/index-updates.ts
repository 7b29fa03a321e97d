import type { GlobalSecondaryIndexUpdate } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../kernel/aws-error.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { invalidParameter } from '../errors.ts';
import type { KeyAttribute, SecondaryIndex, TableRow } from '../state.ts';
import { readGlobalIndex } from './read-index.ts';
import { readThroughput } from './throughput.ts';

/** The indexes of a table after the updates of UpdateTable. @throws AwsError in DynamoDB's words. */
export function updateIndexes(
  table: Pick<TableRow, 'indexes' | 'billing'>,
  updates: readonly GlobalSecondaryIndexUpdate[],
  attributes: readonly KeyAttribute[],
): readonly SecondaryIndex[] {
  const changing = updates.filter(({ Create: create, Delete: remove }) => create !== undefined || remove !== undefined);
  if (changing.length > 1) {
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
      400,
    );
  }
  return updates.reduce((indexes, update) => updateOne({ ...table, indexes }, update, attributes), table.indexes);
}

function updateOne(
  { indexes, billing }: Pick<TableRow, 'indexes' | 'billing'>,
  update: GlobalSecondaryIndexUpdate,
  attributes: readonly KeyAttribute[],
): readonly SecondaryIndex[] {
  const { Create: create, Delete: remove, Update: change } = update;
  if ([create, remove, change].filter((each) => each !== undefined).length > 1)
    throw invalidParameter('Only one of GlobalSecondaryIndexUpdate.Update, Create and Delete is allowed in one update');
  if (create !== undefined) {
    const created = readGlobalIndex(create, attributes, billing.mode);
    if (indexes.some(({ name }) => name === created.name))
      throw invalidParameter(`Attempting to create an index which already exists: ${created.name}`);
    return [...indexes, created];
  }
  if (remove !== undefined) {
    const gone = findGlobal(indexes, remove.IndexName);
    return indexes.filter((index) => index !== gone);
  }
  if (change === undefined) {
    throw invalidParameter(
      'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
    );
  }
  refuseUnknown('GlobalSecondaryIndexUpdates Update', change, ['IndexName', 'ProvisionedThroughput']);
  const changed = findGlobal(indexes, change.IndexName);
  const { ProvisionedThroughput: throughput } = change;
  if (throughput === undefined) return indexes;
  return indexes.map((index) => (index === changed ? { ...index, throughput: readThroughput(throughput) } : index));
}

function findGlobal(indexes: readonly SecondaryIndex[], name: string | undefined): SecondaryIndex {
  const index = indexes.find((each) => each.kind === 'global' && each.name === name);
  if (index === undefined) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Index: ${name ?? ''} not found`, 400);
  }
  return index;
}
