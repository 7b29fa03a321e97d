import { UpdateRoleDescription$ } from '@aws-sdk/client-iam';
import type { UpdateRoleDescriptionCommandInput, UpdateRoleDescriptionCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkDescription } from '../checks.ts';
import { existing, identityWant, roleKind, save } from '../identity-kind.ts';
import { roleSummary } from '../shapes.ts';

export const updateRoleDescription = defineOperation<UpdateRoleDescriptionCommandInput, UpdateRoleDescriptionCommandOutput>({
  schema: UpdateRoleDescription$,
  accepts: ['RoleName', 'Description'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:UpdateRoleDescription', input.RoleName)],
  handle(input, context) {
    const row = { ...existing(context, roleKind, input.RoleName), description: checkDescription(input.Description ?? '') };
    save(context, roleKind, row);
    const { MaxSessionDuration: _, ...Role } = roleSummary(row);
    return { Role };
  },
});
