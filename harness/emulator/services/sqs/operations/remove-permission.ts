import { RemovePermission$ } from '@aws-sdk/client-sqs';
import type { RemovePermissionRequest } from '@aws-sdk/client-sqs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameterValue } from '../errors.ts';
import { findQueue, queueAction } from '../find-queue.ts';
import { policyOf, putStatements } from '../queue-policy.ts';

export const removePermission = defineOperation<RemovePermissionRequest, object>({
  schema: RemovePermission$,
  accepts: ['QueueUrl', 'Label'],
  authorise: queueAction('RemovePermission'),
  handle(input, context) {
    const found = findQueue(input.QueueUrl, context);
    const statements = policyOf(found);
    const rest = statements.filter(({ Sid }) => Sid !== input.Label);
    if (rest.length === statements.length)
      throw invalidParameterValue(`Value ${input.Label} for parameter Label is invalid. Reason: can't find label on existing policy.`);
    putStatements(found, rest, context);
    return {};
  },
});
