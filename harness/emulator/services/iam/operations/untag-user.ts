import { UntagUser$ } from '@aws-sdk/client-iam';
import type { UntagUserCommandInput, UntagUserCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, userKind, save } from '../identity-kind.ts';
import { withoutTags } from '../tags.ts';

export const untagUser = defineOperation<UntagUserCommandInput, UntagUserCommandOutput>({
  schema: UntagUser$,
  accepts: ['UserName', 'TagKeys'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:UntagUser', input.UserName, { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const row = existing(context, userKind, input.UserName);
    save(context, userKind, { ...row, tags: withoutTags(row.tags, input.TagKeys ?? []) });
    return {};
  },
});
