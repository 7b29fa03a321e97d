import { UpdateAssumeRolePolicy$ } from '@aws-sdk/client-iam';
import type { UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind, save } from '../identity-kind.ts';
import { checkTrustDocument } from '../documents.ts';

export const updateAssumeRolePolicy = defineOperation<UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput>({
  schema: UpdateAssumeRolePolicy$,
  accepts: ['RoleName', 'PolicyDocument'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:UpdateAssumeRolePolicy', input.RoleName)],
  handle(input, context) {
    const row = existing(context, roleKind, input.RoleName);
    save(context, roleKind, { ...row, trustPolicy: checkTrustDocument(context, input.PolicyDocument) });
    return {};
  },
});
