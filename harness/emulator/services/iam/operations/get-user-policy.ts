import { GetUserPolicy$ } from '@aws-sdk/client-iam';
import type { GetUserPolicyCommandInput, GetUserPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { getInlinePolicy } from '../inline-policies.ts';

export const getUserPolicy = defineOperation<GetUserPolicyCommandInput, GetUserPolicyCommandOutput>({
  schema: GetUserPolicy$,
  accepts: ['UserName', 'PolicyName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:GetUserPolicy', input.UserName)],
  handle(input, context) {
    const PolicyDocument = getInlinePolicy(context, userKind, { name: input.UserName, policyName: input.PolicyName });
    return { UserName: input.UserName, PolicyName: input.PolicyName, PolicyDocument };
  },
});
