import { ListRoles$ } from '@aws-sdk/client-iam';
import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { listIdentities } from '../identity-listing.ts';
import { roleKind } from '../identity-kind.ts';
import { roleSummary } from '../shapes.ts';

export const listRoles = defineOperation<ListRolesCommandInput, ListRolesCommandOutput>({
  schema: ListRoles$,
  accepts: ['PathPrefix', 'Marker', 'MaxItems'],
  authorise: (input, context) => [{ action: 'iam:ListRoles', resource: `arn:aws:iam::${context.account}:role${input.PathPrefix ?? '/'}` }],
  handle(input, context) {
    const { items, rest } = listIdentities(context, roleKind, input);
    return { Roles: items.map(roleSummary), ...rest };
  },
});
