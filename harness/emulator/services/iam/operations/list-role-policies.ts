import { ListRolePolicies$ } from '@aws-sdk/client-iam';
import type { ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, roleKind } from '../identity-kind.ts';
import { pageOf } from '../page.ts';

export const listRolePolicies = defineOperation<ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput>({
  schema: ListRolePolicies$,
  accepts: ['RoleName', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:ListRolePolicies', input.RoleName)],
  handle(input, context) {
    const names = Object.keys(existing(context, roleKind, input.RoleName).inline).sort();
    const { items, rest } = pageOf(names, input);
    return { PolicyNames: items, ...rest };
  },
});
