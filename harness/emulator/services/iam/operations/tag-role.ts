import { TagRole$ } from '@aws-sdk/client-iam';
import type { TagRoleCommandInput, TagRoleCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind, save } from '../identity-kind.ts';
import { mergeTags, readTags, tagConditionKeys } from '../tags.ts';

export const tagRole = defineOperation<TagRoleCommandInput, TagRoleCommandOutput>({
  schema: TagRole$,
  accepts: ['RoleName', 'Tags'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:TagRole', input.RoleName, tagConditionKeys(input.Tags))],
  handle(input, context) {
    const row = existing(context, roleKind, input.RoleName);
    save(context, roleKind, { ...row, tags: mergeTags(row.tags, readTags(input.Tags)) });
    return {};
  },
});
