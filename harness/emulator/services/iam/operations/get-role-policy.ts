import { GetRolePolicy$ } from '@aws-sdk/client-iam';
import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { getInlinePolicy } from '../inline-policies.ts';

export const getRolePolicy = defineOperation<GetRolePolicyCommandInput, GetRolePolicyCommandOutput>({
  schema: GetRolePolicy$,
  accepts: ['RoleName', 'PolicyName'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:GetRolePolicy', input.RoleName)],
  handle(input, context) {
    const PolicyDocument = getInlinePolicy(context, roleKind, { name: input.RoleName, policyName: input.PolicyName });
    return { RoleName: input.RoleName, PolicyName: input.PolicyName, PolicyDocument };
  },
});
