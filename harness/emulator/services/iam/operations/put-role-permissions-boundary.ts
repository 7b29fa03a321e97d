import { PutRolePermissionsBoundary$ } from '@aws-sdk/client-iam';
import type { PutRolePermissionsBoundaryCommandInput, PutRolePermissionsBoundaryCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { putBoundary } from '../boundaries.ts';

export const putRolePermissionsBoundary = defineOperation<PutRolePermissionsBoundaryCommandInput, PutRolePermissionsBoundaryCommandOutput>({
  schema: PutRolePermissionsBoundary$,
  accepts: ['RoleName', 'PermissionsBoundary'],
  authorise: (input, context) => [
    identityWant(context, roleKind, 'iam:PutRolePermissionsBoundary', input.RoleName, {
      'iam:PermissionsBoundary': input.PermissionsBoundary ?? '',
    }),
  ],
  handle(input, context) {
    putBoundary(context, roleKind, input.RoleName, input.PermissionsBoundary);
    return {};
  },
});
