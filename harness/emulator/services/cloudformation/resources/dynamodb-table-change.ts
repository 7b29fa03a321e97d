import { UpdateContinuousBackups$, UpdateTable$, UpdateTimeToLive$ } from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import { validationError } from '../errors.ts';
import { encryptionInput } from './dynamodb-table-properties.ts';
import type { Expiry, GlobalIndex, Recovery, TableProperties } from './dynamodb-table-properties.ts';
import type { ResourceContext } from './resource-kind.ts';

type Before = Partial<TableProperties>;

/** Brings a table from what it was to what it shall be, by UpdateTable calls as AWS allows them: one change of an index a time. */
export async function changeTable(TableName: string, before: Before, after: TableProperties, context: ResourceContext): Promise<void> {
  const update = (input: Record<string, unknown>): Promise<unknown> => context.call(UpdateTable$, { TableName, ...input });
  const indexes = indexChanges(before.GlobalSecondaryIndexes ?? [], after.GlobalSecondaryIndexes ?? []);
  checkDefinitions(before, after);
  const billing = billingChange(before, after);
  if (billing !== undefined) await update(billing);
  if (indexes.length > 0) await update({ AttributeDefinitions: after.AttributeDefinitions ?? [], GlobalSecondaryIndexUpdates: indexes });
  if (!isDeepStrictEqual(before.SSESpecification, after.SSESpecification))
    await update({ SSESpecification: encryptionInput(after.SSESpecification ?? { SSEEnabled: false }) });
  if (before.TableClass !== after.TableClass) await update({ TableClass: after.TableClass ?? 'STANDARD' });
  if ((before.DeletionProtectionEnabled ?? false) !== (after.DeletionProtectionEnabled ?? false))
    await update({ DeletionProtectionEnabled: after.DeletionProtectionEnabled ?? false });
}

/** AWS makes a new table for an attribute of another type. That is refused here: a kind knows no replacement that depends on the value. */
function checkDefinitions(before: Before, after: TableProperties): void {
  const types = new Map(before.AttributeDefinitions?.map((each) => [each.AttributeName, each.AttributeType]));
  const changed = after.AttributeDefinitions?.find((each) => (types.get(each.AttributeName) ?? each.AttributeType) !== each.AttributeType);
  if (changed !== undefined) {
    throw validationError(
      `The type of the attribute ${changed.AttributeName} can't change in a stack here: give the table another logical id, which makes a new one.`,
    );
  }
}

function billingChange(before: Before, after: TableProperties): Record<string, unknown> | undefined {
  const [old, current] = [before.BillingMode ?? 'PROVISIONED', after.BillingMode ?? 'PROVISIONED'];
  const throughput = after.ProvisionedThroughput;
  const indexes = throughputChanges(before.GlobalSecondaryIndexes ?? [], after.GlobalSecondaryIndexes ?? []);
  if (old !== current) {
    return {
      BillingMode: current,
      ...(throughput === undefined ? {} : { ProvisionedThroughput: throughput }),
      ...(current === 'PROVISIONED' && indexes.length > 0 ? { GlobalSecondaryIndexUpdates: indexes } : {}),
    };
  }
  const changed = !isDeepStrictEqual(before.ProvisionedThroughput, throughput) && throughput !== undefined;
  if (!changed && indexes.length === 0) return undefined;
  return {
    ...(changed ? { ProvisionedThroughput: throughput } : {}),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexUpdates: indexes } : {}),
  };
}

function throughputChanges(before: readonly GlobalIndex[], after: readonly GlobalIndex[]): readonly object[] {
  const known = new Map(before.map((index) => [index.IndexName, index]));
  return after.flatMap(({ IndexName, ProvisionedThroughput }) => {
    const old = known.get(IndexName);
    if (old === undefined || ProvisionedThroughput === undefined || isDeepStrictEqual(old.ProvisionedThroughput, ProvisionedThroughput))
      return [];
    return [{ Update: { IndexName, ProvisionedThroughput } }];
  });
}

/** The index that comes and the one that goes. @throws AwsError in CloudFormation's words where there is more to do. */
function indexChanges(before: readonly GlobalIndex[], after: readonly GlobalIndex[]): readonly object[] {
  const known = new Map(before.map((index) => [index.IndexName, index]));
  const wanted = new Set(after.map(({ IndexName }) => IndexName));
  for (const index of after) {
    const { ProvisionedThroughput: _before, ...old } = known.get(index.IndexName) ?? index;
    const { ProvisionedThroughput: _after, ...current } = index;
    if (!isDeepStrictEqual(old, current)) {
      throw validationError(
        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name.",
      );
    }
  }
  const removed = before.filter(({ IndexName }) => !wanted.has(IndexName)).map(({ IndexName }) => ({ Delete: { IndexName } }));
  const created = after.filter(({ IndexName }) => !known.has(IndexName)).map((index) => ({ Create: index }));
  if (removed.length + created.length > 1)
    throw validationError('Cannot perform more than one GSI creation or deletion in a single update');
  return [...removed, ...created];
}

/** Another attribute can be the one of expiry only after the old one was given up. */
export async function changeExpiry(
  TableName: string,
  before: Expiry | undefined,
  after: Expiry | undefined,
  context: ResourceContext,
): Promise<void> {
  const [old, current] = [before, after].map((expiry) => (expiry?.Enabled === true ? expiry.AttributeName : undefined));
  if (old === current) return;
  const set = (AttributeName: string, Enabled: boolean): Promise<unknown> =>
    context.call(UpdateTimeToLive$, { TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
  if (old !== undefined) await set(old, false);
  if (current !== undefined) await set(current, true);
}

export async function changeRecovery(
  TableName: string,
  before: Recovery | undefined,
  after: Recovery | undefined,
  context: ResourceContext,
): Promise<void> {
  const off: Recovery = { PointInTimeRecoveryEnabled: false };
  const [old, current] = [before ?? off, after ?? off];
  if (isDeepStrictEqual(old, current)) return;
  await context.call(UpdateContinuousBackups$, { TableName, PointInTimeRecoverySpecification: { ...off, ...current } });
}
