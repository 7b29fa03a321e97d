import { DetachUserPolicy$ } from '@aws-sdk/client-iam';
import type { DetachUserPolicyCommandInput, DetachUserPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { detachPolicy } from '../attached-policies.ts';

export const detachUserPolicy = defineOperation<DetachUserPolicyCommandInput, DetachUserPolicyCommandOutput>({
  schema: DetachUserPolicy$,
  accepts: ['UserName', 'PolicyArn'],
  authorise: (input, context) => [
    identityWant(context, userKind, 'iam:DetachUserPolicy', input.UserName, { 'iam:PolicyARN': input.PolicyArn ?? '' }),
  ],
  handle(input, context) {
    detachPolicy(context, userKind, input.UserName, input.PolicyArn);
    return {};
  },
});
