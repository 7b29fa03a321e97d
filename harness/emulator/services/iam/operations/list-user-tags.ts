import { ListUserTags$ } from '@aws-sdk/client-iam';
import type { ListUserTagsCommandInput, ListUserTagsCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';
import { pageOf } from '../page.ts';
import { writeTags } from '../tags.ts';

export const listUserTags = defineOperation<ListUserTagsCommandInput, ListUserTagsCommandOutput>({
  schema: ListUserTags$,
  accepts: ['UserName', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:ListUserTags', input.UserName)],
  handle(input, context) {
    const { items, rest } = pageOf(writeTags(existing(context, userKind, input.UserName).tags), input);
    return { Tags: items, ...rest };
  },
});
