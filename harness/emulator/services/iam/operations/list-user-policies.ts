import { ListUserPolicies$ } from '@aws-sdk/client-iam';
import type { ListUserPoliciesCommandInput, ListUserPoliciesCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';
import { pageOf } from '../page.ts';

export const listUserPolicies = defineOperation<ListUserPoliciesCommandInput, ListUserPoliciesCommandOutput>({
  schema: ListUserPolicies$,
  accepts: ['UserName', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:ListUserPolicies', input.UserName)],
  handle(input, context) {
    const names = Object.keys(existing(context, userKind, input.UserName).inline).sort();
    const { items, rest } = pageOf(names, input);
    return { PolicyNames: items, ...rest };
  },
});
