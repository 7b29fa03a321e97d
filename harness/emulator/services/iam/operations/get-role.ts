import { GetRole$ } from '@aws-sdk/client-iam';
import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind } from '../identity-kind.ts';
import { roleDetails } from '../shapes.ts';

export const getRole = defineOperation<GetRoleCommandInput, GetRoleCommandOutput>({
  schema: GetRole$,
  accepts: ['RoleName'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:GetRole', input.RoleName)],
  handle(input, context) {
    return { Role: roleDetails(existing(context, roleKind, input.RoleName)) };
  },
});
