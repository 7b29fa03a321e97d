import { UpdateItem$ } from '@aws-sdk/client-dynamodb';
import type { UpdateItemInput, UpdateItemOutput } from '@aws-sdk/client-dynamodb';
import { constraint } from '../errors.ts';
import { project } from '../expressions/project.ts';
import type { DocumentPath } from '../expressions/syntax.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { answerWrite, checkWriteOptions } from '../items/answer-write.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { planUpdate } from '../items/plan-write.ts';
import type { ItemChange } from '../items/write-item.ts';
import type { Item } from '../values/value.ts';

export const updateItem = defineItemOperation<UpdateItemInput, UpdateItemOutput>({
  schema: UpdateItem$,
  tables: ({ TableName: name }) => [name],
  accepts: [
    'TableName',
    'Key',
    'UpdateExpression',
    'ReturnValues',
    'ReturnConsumedCapacity',
    'ReturnItemCollectionMetrics',
    'ConditionExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
    'ReturnValuesOnConditionCheckFailure',
  ],
  authorise: (input, context) => [wantOnItem(input, context, 'UpdateItem')],
  handle(input, context) {
    checkWriteOptions(input);
    const { ReturnValues: returned = 'NONE' } = input;
    if (!returnModes.includes(returned))
      throw constraint('returnValues', returned, `Member must satisfy enum value set: [${returnModes.join(', ')}]`);
    const plan = planUpdate(input, context);
    return answerWrite(plan, input, context, (change) => returnedOf(returned, change, plan.paths));
  },
});

const returnModes: readonly string[] = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'];

/** AWS answers no Attributes where there are none. */
function returnedOf(mode: string, { before, after }: ItemChange, paths: readonly DocumentPath[]): Item | undefined {
  if (mode === 'NONE') return undefined;
  const whole = mode.endsWith('_OLD') ? before : after;
  if (whole === undefined || mode.startsWith('ALL_')) return whole;
  const updated = project(whole, paths);
  return Object.keys(updated).length === 0 ? undefined : updated;
}
