import type { ConditionCheck, Delete, Put, Update } from '@aws-sdk/client-dynamodb';
import type { OperationContext } from '../../../kernel/context.ts';
import { invalidParameter, ItemInvalid } from '../errors.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import { readExpressions } from '../expressions/request-expressions.ts';
import type { ExpressionName } from '../expressions/request-expressions.ts';
import type { Condition, DocumentPath, Update as UpdateActions } from '../expressions/syntax.ts';
import { checkItemKeys, checkKey, keyAttributes, keyItem } from '../keys/item-key.ts';
import { findTable } from '../tables/table-ref.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import { readItem } from '../values/read-value.ts';
import type { Item } from '../values/value.ts';
import { itemSize } from '../values/value-size.ts';
import type { PlannedWrite } from './write-item.ts';

/** The members that a write of its own and one in a transaction have in common; the expressions may be missing. */
type Request<Of> = Omit<Of, 'ReturnValuesOnConditionCheckFailure' | 'UpdateExpression' | 'ConditionExpression'> & {
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
};

const largestItem = 400 * 1024;

const onlyCondition: readonly ExpressionName[] = ['ConditionExpression'];

export function planPut(input: Request<Put>, context: OperationContext): PlannedWrite {
  const item = readItem(input.Item ?? {});
  const { condition } = readExpressions(input, onlyCondition);
  if (itemSize(item) > largestItem) throw new ItemInvalid('Item size has exceeded the maximum allowed size');
  const found = findTable(input.TableName ?? '', context);
  checkItemKeys(found.table, item);
  return { found, key: keyItem(found.table.keys, item), ...withCondition(condition), after: () => item };
}

export function planDelete(input: Request<Delete>, context: OperationContext): PlannedWrite {
  const key = readItem(input.Key ?? {});
  const { condition } = readExpressions(input, onlyCondition);
  const found = findWithKey(input.TableName, key, context);
  return { found, key, ...withCondition(condition), after: () => undefined };
}

/** A condition that other writes of a transaction depend on. */
export function planCheck(input: Request<ConditionCheck>, context: OperationContext): PlannedWrite {
  return { ...planDelete(input, context), after: (before) => before };
}

export interface PlannedUpdate extends PlannedWrite {
  /** What the update writes to. */
  readonly paths: readonly DocumentPath[];
}

export function planUpdate(input: Request<Update>, context: OperationContext): PlannedUpdate {
  const key = readItem(input.Key ?? {});
  const { update = [], condition } = readExpressions(input, ['UpdateExpression', 'ConditionExpression']);
  const found = findWithKey(input.TableName, key, context);
  const keyName = update.map(({ path: [name] }) => name).find((name) => keyAttributes(found.table.keys).some((each) => each.name === name));
  if (keyName !== undefined) throw invalidParameter(`Cannot update attribute ${keyName}. This attribute is part of the key`);
  return {
    found,
    key,
    paths: update.map(({ path }) => path),
    ...withCondition(condition),
    after: (before) =>
      before === undefined && takesAwayOnly(update) ? undefined : checkUpdated(found, applyUpdate(before ?? key, update)),
  };
}

/** Such an update makes no item where there is none; one that says nothing does. */
function takesAwayOnly(actions: UpdateActions): boolean {
  return actions.length > 0 && actions.every(({ kind }) => kind === 'remove' || kind === 'delete');
}

function checkUpdated({ table }: FoundTable, item: Item): Item {
  if (itemSize(item) > largestItem) throw new ItemInvalid('Item size to update has exceeded the maximum allowed size');
  checkItemKeys(table, item);
  return item;
}

function findWithKey(name: string | undefined, key: Item, context: OperationContext): FoundTable {
  const found = findTable(name ?? '', context);
  checkKey(found.table, key);
  return found;
}

function withCondition(condition: Condition | undefined): { readonly condition?: Condition } {
  return condition === undefined ? {} : { condition };
}
