import type { UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { invalidParameter, validation } from '../errors.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import { readBillingMode, readThroughput } from './throughput.ts';

type Billing = Pick<UpdateTableInput, 'BillingMode' | 'ProvisionedThroughput' | 'GlobalSecondaryIndexUpdates'>;

/** The table with the billing mode and throughput of UpdateTable. @throws AwsError ValidationException. */
export function updateBilling(before: TableRow, input: Billing, now: Date): TableRow {
  const mode = input.BillingMode === undefined ? before.billing.mode : readBillingMode(input.BillingMode);
  return mode === 'PAY_PER_REQUEST' ? onDemand(before, input, now) : provisioned(before, input);
}

function onDemand(before: TableRow, { ProvisionedThroughput: asked }: Billing, now: Date): TableRow {
  if (asked !== undefined)
    throw invalidParameter('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
  if (before.billing.mode === 'PAY_PER_REQUEST') return before;
  return {
    ...before,
    billing: { mode: 'PAY_PER_REQUEST', onDemandSince: now.toISOString() },
    throughput: { read: 0, write: 0 },
    indexes: before.indexes.map(({ throughput: _none, ...index }) => index),
  };
}

function provisioned(before: TableRow, input: Billing): TableRow {
  const { ProvisionedThroughput: asked } = input;
  const switched = before.billing.mode !== 'PROVISIONED';
  if (asked === undefined) {
    if (switched) throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
    return before;
  }
  const throughput = readThroughput(asked);
  if (!switched) checkChanges(before, throughput);
  const billing = { ...before.billing, mode: 'PROVISIONED' } as const;
  return { ...before, billing, throughput, indexes: switched ? withThroughput(before.indexes, input) : before.indexes };
}

function checkChanges({ throughput: before }: TableRow, { read, write }: TableRow['throughput']): void {
  if (before.read !== read || before.write !== write) return;
  throw validation(
    'The provisioned throughput for the table will not change. The requested value equals the current value. ' +
      `Current ReadCapacityUnits provisioned for the table: ${before.read}. Requested ReadCapacityUnits: ${read}. ` +
      `Current WriteCapacityUnits provisioned for the table: ${before.write}. Requested WriteCapacityUnits: ${write}. ` +
      'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
  );
}

/** A table that becomes a provisioned one needs to know how much each of its global indexes gets. */
function withThroughput(
  indexes: readonly SecondaryIndex[],
  { GlobalSecondaryIndexUpdates: updates = [] }: Billing,
): readonly SecondaryIndex[] {
  const asked = new Map(updates.map(({ Update: change }) => [change?.IndexName, change?.ProvisionedThroughput]));
  const missing = indexes.filter(({ kind, name }) => kind === 'global' && asked.get(name) === undefined).map(({ name }) => name);
  if (missing.length > 0) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${missing.join(',')}`);
  return indexes.map((index) => {
    const throughput = asked.get(index.name);
    return throughput === undefined ? index : { ...index, throughput: readThroughput(throughput) };
  });
}
