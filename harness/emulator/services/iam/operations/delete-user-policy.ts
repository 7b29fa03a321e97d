import { DeleteUserPolicy$ } from '@aws-sdk/client-iam';
import type { DeleteUserPolicyCommandInput, DeleteUserPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { deleteInlinePolicy } from '../inline-policies.ts';

export const deleteUserPolicy = defineOperation<DeleteUserPolicyCommandInput, DeleteUserPolicyCommandOutput>({
  schema: DeleteUserPolicy$,
  accepts: ['UserName', 'PolicyName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:DeleteUserPolicy', input.UserName)],
  handle(input, context) {
    deleteInlinePolicy(context, userKind, { name: input.UserName, policyName: input.PolicyName });
    return {};
  },
});
