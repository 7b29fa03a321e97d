import { PutRolePolicy$ } from '@aws-sdk/client-iam';
import type { PutRolePolicyCommandInput, PutRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { putInlinePolicy } from '../inline-policies.ts';

export const putRolePolicy = defineOperation<PutRolePolicyCommandInput, PutRolePolicyCommandOutput>({
  schema: PutRolePolicy$,
  accepts: ['RoleName', 'PolicyName', 'PolicyDocument'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:PutRolePolicy', input.RoleName)],
  handle(input, context) {
    putInlinePolicy(context, roleKind, { name: input.RoleName, policyName: input.PolicyName, document: input.PolicyDocument });
    return {};
  },
});
