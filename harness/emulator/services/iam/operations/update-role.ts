import { UpdateRole$ } from '@aws-sdk/client-iam';
import type { UpdateRoleCommandInput, UpdateRoleCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind, save } from '../identity-kind.ts';
import { checkDescription, checkMaxSessionDuration } from '../checks.ts';

export const updateRole = defineOperation<UpdateRoleCommandInput, UpdateRoleCommandOutput>({
  schema: UpdateRole$,
  accepts: ['RoleName', 'Description', 'MaxSessionDuration'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:UpdateRole', input.RoleName)],
  handle(input, context) {
    const row = existing(context, roleKind, input.RoleName);
    const { Description: description = row.description, MaxSessionDuration = row.maxSessionSeconds } = input;
    const changed = { ...row, maxSessionSeconds: checkMaxSessionDuration(MaxSessionDuration) };
    save(context, roleKind, description === undefined ? changed : { ...changed, description: checkDescription(description) });
    return {};
  },
});
