import { DeleteRolePolicy$ } from '@aws-sdk/client-iam';
import type { DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { deleteInlinePolicy } from '../inline-policies.ts';

export const deleteRolePolicy = defineOperation<DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput>({
  schema: DeleteRolePolicy$,
  accepts: ['RoleName', 'PolicyName'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:DeleteRolePolicy', input.RoleName)],
  handle(input, context) {
    deleteInlinePolicy(context, roleKind, { name: input.RoleName, policyName: input.PolicyName });
    return {};
  },
});
