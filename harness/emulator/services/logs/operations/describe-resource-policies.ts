import { DescribeResourcePolicies$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { logsTables } from '../state.ts';

/** There are ten at most, so one page holds them all. */
export const describeResourcePolicies = defineOperation<DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse>({
  schema: DescribeResourcePolicies$,
  accepts: [],
  authorise: () => [{ action: 'logs:DescribeResourcePolicies', resource: '*' }],
  handle: (_input, context) => ({
    resourcePolicies: Array.from(logsTables(context.state).resourcePolicies.scan(), ([policyName, { document, updatedAt }]) => ({
      policyName,
      policyDocument: document,
      lastUpdatedTime: updatedAt,
    })),
  }),
});
