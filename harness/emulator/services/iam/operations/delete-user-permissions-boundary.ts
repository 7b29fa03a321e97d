import { DeleteUserPermissionsBoundary$ } from '@aws-sdk/client-iam';
import type { DeleteUserPermissionsBoundaryCommandInput, DeleteUserPermissionsBoundaryCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { deleteBoundary } from '../boundaries.ts';

export const deleteUserPermissionsBoundary = defineOperation<
  DeleteUserPermissionsBoundaryCommandInput,
  DeleteUserPermissionsBoundaryCommandOutput
>({
  schema: DeleteUserPermissionsBoundary$,
  accepts: ['UserName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:DeleteUserPermissionsBoundary', input.UserName)],
  handle(input, context) {
    deleteBoundary(context, userKind, input.UserName);
    return {};
  },
});
