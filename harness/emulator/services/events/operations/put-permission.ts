import { PutPermission$ } from '@aws-sdk/client-eventbridge';
import type { PutPermissionRequest } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { putPolicyText, putStatements, statementsOf } from '../bus-policy.ts';
import { validation } from '../errors.ts';
import { busArn, busRef, busWant, findBus } from '../find-bus.ts';

export const putPermission = defineOperation<PutPermissionRequest, object>({
  schema: PutPermission$,
  accepts: ['EventBusName', 'Action', 'Principal', 'StatementId', 'Policy'],
  // The bus's own policy speaks of what others may do to it, not of itself.
  authorise: (input, context) => [busWant('PutPermission', busRef(input.EventBusName, context), context)],
  handle(input, context) {
    const ref = busRef(input.EventBusName, context);
    const found = findBus(ref, context);
    const { Action: action, Principal: principal, StatementId: sid, Policy: policy } = input;
    if (policy !== undefined) {
      putPolicyText(found, policy, context);
      return {};
    }
    if (action === undefined || principal === undefined || sid === undefined)
      throw validation('Parameter(s) Action, Principal and StatementId, or Policy, must be specified.');
    if (action !== 'events:PutEvents') throw validation(`Provided value in parameter 'action' is not supported.`);
    if (principal !== '*' && !/^\d{12}$/.test(principal)) throw validation(`Provided value in parameter 'principal' is not valid.`);
    const Principal = principal === '*' ? ('*' as const) : { AWS: `arn:aws:iam::${principal}:root` };
    const statement = { Sid: sid, Effect: 'Allow', Principal, Action: action, Resource: busArn(ref) } as const;
    putStatements(found, [...statementsOf(found).filter(({ Sid }) => Sid !== sid), statement], context);
    return {};
  },
});
