import { ListKeyPolicies$ } from '@aws-sdk/client-kms';
import type { ListKeyPoliciesRequest, ListKeyPoliciesResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { findKey } from '../find-key.ts';
import { ownKeyAction } from '../key-wants.ts';
import { pageOf } from '../page.ts';

export const listKeyPolicies = defineOperation<ListKeyPoliciesRequest, ListKeyPoliciesResponse>({
  schema: ListKeyPolicies$,
  accepts: ['KeyId', 'Limit', 'Marker'],
  authorise: ownKeyAction('ListKeyPolicies'),
  handle(input, context) {
    findKey(input.KeyId, context);
    const { items, rest } = pageOf(['default'], input);
    return { PolicyNames: items, ...rest };
  },
});
