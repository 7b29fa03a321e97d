import { UntagRole$ } from '@aws-sdk/client-iam';
import type { UntagRoleCommandInput, UntagRoleCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind, save } from '../identity-kind.ts';
import { withoutTags } from '../tags.ts';

export const untagRole = defineOperation<UntagRoleCommandInput, UntagRoleCommandOutput>({
  schema: UntagRole$,
  accepts: ['RoleName', 'TagKeys'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:UntagRole', input.RoleName, { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const row = existing(context, roleKind, input.RoleName);
    save(context, roleKind, { ...row, tags: withoutTags(row.tags, input.TagKeys ?? []) });
    return {};
  },
});
