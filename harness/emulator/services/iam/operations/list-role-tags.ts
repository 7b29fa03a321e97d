import { ListRoleTags$ } from '@aws-sdk/client-iam';
import type { ListRoleTagsCommandInput, ListRoleTagsCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind } from '../identity-kind.ts';
import { pageOf } from '../page.ts';
import { writeTags } from '../tags.ts';

export const listRoleTags = defineOperation<ListRoleTagsCommandInput, ListRoleTagsCommandOutput>({
  schema: ListRoleTags$,
  accepts: ['RoleName', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:ListRoleTags', input.RoleName)],
  handle(input, context) {
    const { items, rest } = pageOf(writeTags(existing(context, roleKind, input.RoleName).tags), input);
    return { Tags: items, ...rest };
  },
});
