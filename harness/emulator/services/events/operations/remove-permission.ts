import { RemovePermission$ } from '@aws-sdk/client-eventbridge';
import type { RemovePermissionRequest } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { putStatements, statementsOf } from '../bus-policy.ts';
import { resourceNotFound } from '../errors.ts';
import { busRef, busWant, findBus } from '../find-bus.ts';

export const removePermission = defineOperation<RemovePermissionRequest, object>({
  schema: RemovePermission$,
  accepts: ['EventBusName', 'StatementId', 'RemoveAllPermissions'],
  authorise: (input, context) => [busWant('RemovePermission', busRef(input.EventBusName, context), context)],
  handle(input, context) {
    const found = findBus(busRef(input.EventBusName, context), context);
    const before = statementsOf(found);
    const rest = input.RemoveAllPermissions === true ? [] : before.filter(({ Sid }) => Sid !== input.StatementId);
    if (input.RemoveAllPermissions !== true && rest.length === before.length)
      throw resourceNotFound('Statement with the provided id does not exist.');
    putStatements(found, rest, context);
    return {};
  },
});
