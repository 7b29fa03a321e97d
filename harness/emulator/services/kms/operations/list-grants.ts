import { ListGrants$ } from '@aws-sdk/client-kms';
import type { ListGrantsRequest, ListGrantsResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { findKey } from '../find-key.ts';
import { grantsOf } from '../grants.ts';
import { keyAction } from '../key-wants.ts';
import { pageOf } from '../page.ts';
import { shownGrant } from '../shown-grant.ts';

export const listGrants = defineOperation<ListGrantsRequest, ListGrantsResponse>({
  schema: ListGrants$,
  accepts: ['KeyId', 'Limit', 'Marker', 'GrantId', 'GranteePrincipal'],
  authorise: keyAction('ListGrants'),
  handle(input, context) {
    const { key, state } = findKey(input.KeyId, context);
    const wanted = grantsOf(state, key.id).filter(
      ({ id, grantee }) =>
        (input.GrantId === undefined || input.GrantId === id) &&
        (input.GranteePrincipal === undefined || input.GranteePrincipal === grantee),
    );
    const { items, rest } = pageOf(wanted, input, 50, 100);
    return { Grants: items.map((grant) => shownGrant(grant, key.arn)), ...rest };
  },
});
