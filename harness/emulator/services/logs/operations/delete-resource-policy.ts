import { DeleteResourcePolicy$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DeleteResourcePolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { logsTables } from '../state.ts';

export const deleteResourcePolicy = defineOperation<DeleteResourcePolicyRequest, object>({
  schema: DeleteResourcePolicy$,
  accepts: ['policyName'],
  authorise: () => [{ action: 'logs:DeleteResourcePolicy', resource: '*' }],
  handle(input, context) {
    const { policyName = '' } = input;
    if (!logsTables(context.state).resourcePolicies.delete(policyName))
      throw resourceNotFound(`Policy with name [${policyName}] does not exist.`);
    return {};
  },
});
