import { ListAttachedUserPolicies$ } from '@aws-sdk/client-iam';
import type { ListAttachedUserPoliciesCommandInput, ListAttachedUserPoliciesCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { listAttached } from '../attached-policies.ts';

export const listAttachedUserPolicies = defineOperation<ListAttachedUserPoliciesCommandInput, ListAttachedUserPoliciesCommandOutput>({
  schema: ListAttachedUserPolicies$,
  accepts: ['UserName', 'PathPrefix', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:ListAttachedUserPolicies', input.UserName)],
  handle(input, context) {
    const { items, rest } = listAttached(context, userKind, input.UserName, input);
    return { AttachedPolicies: items, ...rest };
  },
});
