import { PutResourcePolicy$ } from '@aws-sdk/client-cloudwatch-logs';
import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, policyLimitExceeded } from '../errors.ts';
import { checkPolicyDocument } from '../resource-policies.ts';
import { logsTables } from '../state.ts';

/** CloudWatch Logs' quota in a region. */
const maxPolicies = 10;

export const putResourcePolicy = defineOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>({
  schema: PutResourcePolicy$,
  accepts: ['policyName', 'policyDocument'],
  authorise: () => [{ action: 'logs:PutResourcePolicy', resource: '*' }],
  handle(input, context) {
    const { policyName = '', policyDocument = '' } = input;
    if (policyName === '') throw invalidParameter('Policy name is required.');
    checkPolicyDocument(policyDocument);
    const { resourcePolicies } = logsTables(context.state);
    const others = [...resourcePolicies.scan()].filter(([name]) => name !== policyName);
    if (others.length >= maxPolicies) throw policyLimitExceeded();
    const updatedAt = context.now().getTime();
    resourcePolicies.put(policyName, { document: policyDocument, updatedAt });
    return { resourcePolicy: { policyName, policyDocument, lastUpdatedTime: updatedAt } };
  },
});
