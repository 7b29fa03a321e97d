import { PutUserPolicy$ } from '@aws-sdk/client-iam';
import type { PutUserPolicyCommandInput, PutUserPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { putInlinePolicy } from '../inline-policies.ts';

export const putUserPolicy = defineOperation<PutUserPolicyCommandInput, PutUserPolicyCommandOutput>({
  schema: PutUserPolicy$,
  accepts: ['UserName', 'PolicyName', 'PolicyDocument'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:PutUserPolicy', input.UserName)],
  handle(input, context) {
    putInlinePolicy(context, userKind, { name: input.UserName, policyName: input.PolicyName, document: input.PolicyDocument });
    return {};
  },
});
