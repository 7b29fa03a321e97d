import { ListUsers$ } from '@aws-sdk/client-iam';
import type { ListUsersCommandInput, ListUsersCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { listIdentities } from '../identity-listing.ts';
import { userKind } from '../identity-kind.ts';
import { userSummary } from '../shapes.ts';

export const listUsers = defineOperation<ListUsersCommandInput, ListUsersCommandOutput>({
  schema: ListUsers$,
  accepts: ['PathPrefix', 'Marker', 'MaxItems'],
  authorise: (input, context) => [{ action: 'iam:ListUsers', resource: `arn:aws:iam::${context.account}:user${input.PathPrefix ?? '/'}` }],
  handle(input, context) {
    const { items, rest } = listIdentities(context, userKind, input);
    return { Users: items.map(userSummary), ...rest };
  },
});
