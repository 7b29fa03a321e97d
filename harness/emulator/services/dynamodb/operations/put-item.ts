import { PutItem$ } from '@aws-sdk/client-dynamodb';
import type { PutItemInput, PutItemOutput } from '@aws-sdk/client-dynamodb';
import { validation } from '../errors.ts';
import { defineItemOperation } from '../items/item-operation.ts';
import { answerWrite, checkWriteOptions } from '../items/answer-write.ts';
import { wantOnItem } from '../items/item-wants.ts';
import { planPut } from '../items/plan-write.ts';

export const putItem = defineItemOperation<PutItemInput, PutItemOutput>({
  schema: PutItem$,
  tables: ({ TableName: name }) => [name],
  accepts: [
    'TableName',
    'Item',
    'ReturnValues',
    'ReturnConsumedCapacity',
    'ReturnItemCollectionMetrics',
    'ConditionExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
    'ReturnValuesOnConditionCheckFailure',
  ],
  authorise: (input, context) => [wantOnItem(input, context, 'PutItem')],
  handle(input, context) {
    checkWriteOptions(input);
    const { ReturnValues: returned = 'NONE' } = input;
    if (returned !== 'NONE' && returned !== 'ALL_OLD') throw validation('ReturnValues can only be ALL_OLD or NONE');
    return answerWrite(planPut(input, context), input, context, ({ before }) => (returned === 'ALL_OLD' ? before : undefined));
  },
});
