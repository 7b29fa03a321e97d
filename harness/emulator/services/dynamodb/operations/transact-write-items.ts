import { TransactWriteItems$ } from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem, TransactWriteItemsInput, TransactWriteItemsOutput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { ItemInvalid, transactionCanceled, validation } from '../errors.ts';
import type { CancellationReason } from '../errors.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { checkFailureMode, checkWriteOptions, failedItem } from '../items/answer-write.ts';
import { checkDistinctItems } from '../items/batch-limits.ts';
import { consumedByWrite } from '../items/capacity.ts';
import { consumedByTable } from '../items/consumed-by-table.ts';
import { checkToken, rememberDone, wasDone } from '../items/done-before.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { planCheck, planDelete, planPut, planUpdate } from '../items/plan-write.ts';
import { checkPayload, checkTransactionLength } from '../items/transaction-limits.ts';
import { writeItem } from '../items/write-item.ts';
import type { ItemChange, PlannedWrite } from '../items/write-item.ts';

export const transactWriteItems = defineItemOperation<TransactWriteItemsInput, TransactWriteItemsOutput>({
  schema: TransactWriteItems$,
  tables: ({ TransactItems: transacted = [] }) =>
    transacted.flatMap(({ ConditionCheck, Put, Update, Delete }) => [ConditionCheck, Put, Update, Delete].map((each) => each?.TableName)),
  accepts: ['TransactItems', 'ClientRequestToken', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'],
  authorise: (input, context) =>
    (input.TransactItems ?? []).map((each) => {
      const { action, request } = partOf(each, context);
      return wantOnItem(request, context, action, { 'dynamodb:EnclosingOperation': 'TransactWriteItems' });
    }),
  handle(input, context) {
    const { TransactItems: transacted = [], ClientRequestToken: token, ReturnConsumedCapacity: mode } = input;
    checkWriteOptions(input);
    checkToken(token);
    checkTransactionLength(transacted.length);
    checkPayload(transacted.map((each) => partOf(each, context).request));
    const parts = transacted.map((each, index) => planPart(each, context, { index, of: transacted.length }));
    checkDistinctItems(
      parts.map(({ plan }) => plan),
      'Transaction request cannot include multiple operations on one item',
    );
    const now = context.now();
    const changes = context.transaction(() => {
      if (token !== undefined && wasDone(context.state, token, transacted, now)) return [];
      if (token !== undefined) rememberDone(context.state, token, transacted, now);
      return writeAll(parts, now);
    });
    const consumed = consumedByTable(
      changes.map(([plan, change]) => [plan.found, consumedByWrite(plan.found.table, change, 2)]),
      mode,
    );
    return consumed === undefined ? {} : { ConsumedCapacity: consumed };
  },
});

type Action = 'ConditionCheckItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

interface Part {
  readonly action: Action;
  readonly request: Parameters<typeof wantOnItem>[0] & { readonly ReturnValuesOnConditionCheckFailure?: string | undefined };
  readonly plan: () => PlannedWrite;
}

/** The one thing that an entry of a transaction does. */
function partOf({ ConditionCheck: check, Put: put, Update: update, Delete: remove }: TransactWriteItem, context: OperationContext): Part {
  const parts: Part[] = [];
  if (check !== undefined) parts.push({ action: 'ConditionCheckItem', request: check, plan: () => planCheck(check, context) });
  if (put !== undefined) parts.push({ action: 'PutItem', request: put, plan: () => planPut(put, context) });
  if (update !== undefined) parts.push({ action: 'UpdateItem', request: update, plan: () => planUpdate(update, context) });
  if (remove !== undefined) parts.push({ action: 'DeleteItem', request: remove, plan: () => planDelete(remove, context) });
  const [part, second] = parts;
  if (part === undefined || second !== undefined) throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  return part;
}

interface PlannedPart {
  readonly plan: PlannedWrite;
  readonly failureMode: string | undefined;
}

interface Place {
  readonly index: number;
  readonly of: number;
}

function planPart(item: TransactWriteItem, context: OperationContext, place: Place): PlannedPart {
  const { request, plan } = partOf(item, context);
  const { ReturnValuesOnConditionCheckFailure: failureMode } = request;
  checkFailureMode(failureMode);
  try {
    return { plan: plan(), failureMode };
  } catch (problem) {
    if (problem instanceof ItemInvalid) throw canceledAt(place, problem.message);
    throw problem;
  }
}

/** AWS looks at all items before it writes any, and at none after the first that is wrong. */
function canceledAt({ index, of }: Place, message: string): AwsError {
  const reasons = Array.from({ length: of }, (): CancellationReason => ({ Code: 'None' }));
  return transactionCanceled(reasons.with(index, { Code: 'ValidationError', Message: message }));
}

type Written = readonly [PlannedWrite, ItemChange];

/** Writes all or throws, with a reason for each: the transaction around it takes back what was written. */
function writeAll(parts: readonly PlannedPart[], now: Date): readonly Written[] {
  const outcomes = parts.map((part) => writePart(part, now));
  const failed = outcomes.some(({ reason }) => reason.Code !== 'None');
  if (failed) throw transactionCanceled(outcomes.map(({ reason }) => reason));
  return outcomes.flatMap(({ written }) => (written === undefined ? [] : [written]));
}

function writePart({ plan, failureMode }: PlannedPart, now: Date): { readonly reason: CancellationReason; readonly written?: Written } {
  try {
    const outcome = writeItem(plan, now);
    if (outcome.kind === 'written') return { reason: { Code: 'None' }, written: [plan, outcome] };
    const Item = failedItem(outcome.before, failureMode);
    return {
      reason: {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        ...(Item === undefined ? {} : { Item }),
      },
    };
  } catch (problem) {
    if (!(problem instanceof AwsError)) throw problem;
    return { reason: { Code: 'ValidationError', Message: problem.message } };
  }
}
