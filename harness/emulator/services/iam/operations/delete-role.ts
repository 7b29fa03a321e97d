import { DeleteRole$ } from '@aws-sdk/client-iam';
import type { DeleteRoleCommandInput, DeleteRoleCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { deleteConflict } from '../errors.ts';
import { existing, identityWant, roleKind, tablesOf } from '../identity-kind.ts';

export const deleteRole = defineOperation<DeleteRoleCommandInput, DeleteRoleCommandOutput>({
  schema: DeleteRole$,
  accepts: ['RoleName'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:DeleteRole', input.RoleName)],
  handle(input, context) {
    const { name, attached, inline } = existing(context, roleKind, input.RoleName);
    if (attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(inline).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    tablesOf(context).roles.delete(name.toLowerCase());
    return {};
  },
});
