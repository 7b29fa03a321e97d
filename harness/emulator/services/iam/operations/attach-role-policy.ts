import { AttachRolePolicy$ } from '@aws-sdk/client-iam';
import type { AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { attachPolicy } from '../attached-policies.ts';

export const attachRolePolicy = defineOperation<AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput>({
  schema: AttachRolePolicy$,
  accepts: ['RoleName', 'PolicyArn'],
  authorise: (input, context) => [
    identityWant(context, roleKind, 'iam:AttachRolePolicy', input.RoleName, { 'iam:PolicyARN': input.PolicyArn ?? '' }),
  ],
  handle(input, context) {
    attachPolicy(context, roleKind, input.RoleName, input.PolicyArn);
    return {};
  },
});
