import { DetachRolePolicy$ } from '@aws-sdk/client-iam';
import type { DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { detachPolicy } from '../attached-policies.ts';

export const detachRolePolicy = defineOperation<DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput>({
  schema: DetachRolePolicy$,
  accepts: ['RoleName', 'PolicyArn'],
  authorise: (input, context) => [
    identityWant(context, roleKind, 'iam:DetachRolePolicy', input.RoleName, { 'iam:PolicyARN': input.PolicyArn ?? '' }),
  ],
  handle(input, context) {
    detachPolicy(context, roleKind, input.RoleName, input.PolicyArn);
    return {};
  },
});
