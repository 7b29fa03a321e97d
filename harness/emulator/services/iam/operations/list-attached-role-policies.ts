import { ListAttachedRolePolicies$ } from '@aws-sdk/client-iam';
import type { ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, roleKind } from '../identity-kind.ts';
import { listAttached } from '../attached-policies.ts';

export const listAttachedRolePolicies = defineOperation<ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput>({
  schema: ListAttachedRolePolicies$,
  accepts: ['RoleName', 'PathPrefix', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, roleKind, 'iam:ListAttachedRolePolicies', input.RoleName)],
  handle(input, context) {
    const { items, rest } = listAttached(context, roleKind, input.RoleName, input);
    return { AttachedPolicies: items, ...rest };
  },
});
