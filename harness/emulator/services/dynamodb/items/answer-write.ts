import type { AttributeValue, ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { conditionFailed, constraint } from '../errors.ts';
import { showItem } from '../values/show-value.ts';
import type { Item } from '../values/value.ts';
import { checkCapacityMode, consumedByWrite, showConsumed } from './capacity.ts';
import { writeItem } from './write-item.ts';
import type { ItemChange, PlannedWrite } from './write-item.ts';

export interface WriteOptions {
  readonly ReturnConsumedCapacity?: string | undefined;
  readonly ReturnItemCollectionMetrics?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

export interface WriteAnswer {
  readonly Attributes?: Record<string, AttributeValue>;
  readonly ConsumedCapacity?: ConsumedCapacity;
}

/** Checks what a write is asked to answer. */
export function checkWriteOptions(options: WriteOptions): void {
  checkCapacityMode(options.ReturnConsumedCapacity);
  checkFailureMode(options.ReturnValuesOnConditionCheckFailure);
  const { ReturnItemCollectionMetrics: metrics = 'NONE' } = options;
  if (metrics !== 'NONE') throw new NotImplemented(`The value ${metrics} of ReturnItemCollectionMetrics`);
}

export function checkFailureMode(mode: string | undefined): void {
  if (mode !== undefined && mode !== 'ALL_OLD' && mode !== 'NONE')
    throw constraint('returnValuesOnConditionCheckFailure', mode, 'Member must satisfy enum value set: [ALL_OLD, NONE]');
}

/** Writes by itself, all or nothing, and answers as PutItem, UpdateItem and DeleteItem do. `shown` picks the attributes to answer. */
export function answerWrite(
  plan: PlannedWrite,
  options: WriteOptions,
  context: OperationContext,
  shown: (change: ItemChange) => Item | undefined,
): WriteAnswer {
  const outcome = context.transaction(() => writeItem(plan, context.now()));
  if (outcome.kind === 'refused') throw conditionFailed(failedItem(outcome.before, options.ReturnValuesOnConditionCheckFailure));
  const attributes = shown(outcome);
  const { table } = plan.found;
  const { ReturnConsumedCapacity: mode } = options;
  const consumed = mode === undefined ? undefined : showConsumed(table, consumedByWrite(table, outcome), mode);
  return {
    ...(attributes === undefined ? {} : { Attributes: showItem(attributes) }),
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
  };
}

/** The item that a condition did not hold for, where the client asked to see it. */
export function failedItem(before: Item | undefined, mode: string | undefined): Record<string, AttributeValue> | undefined {
  return mode === 'ALL_OLD' && before !== undefined ? showItem(before) : undefined;
}
