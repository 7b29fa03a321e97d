import { AddPermission$ } from '@aws-sdk/client-sqs';
import type { AddPermissionRequest } from '@aws-sdk/client-sqs';
import type { PolicyStatement } from '../../../accounts/policy.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameterValue } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { policyOf, putStatements } from '../queue-policy.ts';

export const addPermission = defineOperation<AddPermissionRequest, object>({
  schema: AddPermission$,
  accepts: ['QueueUrl', 'Label', 'AWSAccountIds', 'Actions'],
  authorise: queueAction('AddPermission'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const { Label: label = '', AWSAccountIds: accounts = [], Actions: actions = [] } = input;
    const statements = policyOf(found);
    if (!/^[\w-]{1,80}$/.test(label)) throw invalidParameterValue(`Value ${label} for parameter Label is invalid.`);
    if (statements.some(({ Sid }) => Sid === label))
      throw invalidParameterValue(`Value ${label} for parameter Label is invalid. Reason: Already exists.`);
    const unknown = actions.find((action) => !grantable.has(action));
    if (unknown !== undefined || actions.length === 0 || actions.length > 7)
      throw invalidParameterValue(
        `Value SQS:${String(unknown)} for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.`,
      );
    const statement: PolicyStatement = {
      Sid: label,
      Effect: 'Allow',
      Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
      Action: actions.map((action) => `SQS:${action}`),
      Resource: found.arn,
    };
    putStatements(found, [...statements, statement], context);
    return {};
  },
});

const grantable = new Set([
  '*',
  'SendMessage',
  'ReceiveMessage',
  'DeleteMessage',
  'ChangeMessageVisibility',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
]);
