import { AttachUserPolicy$ } from '@aws-sdk/client-iam';
import type { AttachUserPolicyCommandInput, AttachUserPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { attachPolicy } from '../attached-policies.ts';

export const attachUserPolicy = defineOperation<AttachUserPolicyCommandInput, AttachUserPolicyCommandOutput>({
  schema: AttachUserPolicy$,
  accepts: ['UserName', 'PolicyArn'],
  authorise: (input, context) => [
    identityWant(context, userKind, 'iam:AttachUserPolicy', input.UserName, { 'iam:PolicyARN': input.PolicyArn ?? '' }),
  ],
  handle(input, context) {
    attachPolicy(context, userKind, input.UserName, input.PolicyArn);
    return {};
  },
});
