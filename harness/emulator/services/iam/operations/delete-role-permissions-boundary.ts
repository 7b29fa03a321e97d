import { DeleteRolePermissionsBoundary$ } from '@aws-sdk/client-iam';
import type { DeleteRolePermissionsBoundaryCommandInput, DeleteRolePermissionsBoundaryCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { deleteBoundary } from '../boundaries.ts';

export const deleteRolePermissionsBoundary = defineOperation<
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePermissionsBoundaryCommandOutput
>({
  schema: DeleteRolePermissionsBoundary$,
  accepts: ['RoleName'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:DeleteRolePermissionsBoundary', input.RoleName)],
  handle(input, context) {
    deleteBoundary(context, roleKind, input.RoleName);
    return {};
  },
});
