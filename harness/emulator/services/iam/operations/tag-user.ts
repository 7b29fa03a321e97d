import { TagUser$ } from '@aws-sdk/client-iam';
import type { TagUserCommandInput, TagUserCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, userKind, save } from '../identity-kind.ts';
import { mergeTags, readTags, tagConditionKeys } from '../tags.ts';

export const tagUser = defineOperation<TagUserCommandInput, TagUserCommandOutput>({
  schema: TagUser$,
  accepts: ['UserName', 'Tags'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:TagUser', input.UserName, tagConditionKeys(input.Tags))],
  handle(input, context) {
    const row = existing(context, userKind, input.UserName);
    save(context, userKind, { ...row, tags: mergeTags(row.tags, readTags(input.Tags)) });
    return {};
  },
});
