import { DeleteUser$ } from '@aws-sdk/client-iam';
import type { DeleteUserCommandInput, DeleteUserCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessKeysOf } from '../access-keys.ts';
import { deleteConflict } from '../errors.ts';
import { existing, identityWant, tablesOf, userKind } from '../identity-kind.ts';

export const deleteUser = defineOperation<DeleteUserCommandInput, DeleteUserCommandOutput>({
  schema: DeleteUser$,
  accepts: ['UserName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:DeleteUser', input.UserName)],
  handle(input, context) {
    const { name, attached, inline } = existing(context, userKind, input.UserName);
    if (attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(inline).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    if (accessKeysOf(context, name).length > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
    tablesOf(context).users.delete(name.toLowerCase());
    return {};
  },
});
