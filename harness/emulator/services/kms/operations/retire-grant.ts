import { RetireGrant$ } from '@aws-sdk/client-kms';
import type { RetireGrantRequest } from '@aws-sdk/client-kms';
import type { Want } from '../../../accounts/policy.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { notFound, validation } from '../errors.ts';
import { findKey } from '../find-key.ts';
import type { FoundKey } from '../find-key.ts';
import { grantRowKey, grantStatement, grantsOf } from '../grants.ts';
import { wantOnKey } from '../key-wants.ts';
import { grants } from '../state.ts';
import type { GrantRow } from '../state.ts';

/** For the principal that the grant names for it, and whom the key's policy lets. By key and id; by token it is refused. */
export const retireGrant = defineOperation<RetireGrantRequest, object>({
  schema: RetireGrant$,
  accepts: ['KeyId', 'GrantId'],
  authorise: (input, context) => [wantToRetire(input, context)],
  handle(input, context) {
    const { found, grant } = findGrant(input, context);
    grants(found.state).delete(grantRowKey(found.key.id, grant.id));
    return {};
  },
});

function wantToRetire(input: RetireGrantRequest, context: OperationContext): Want {
  const { grant } = findGrant(input, context);
  const want = wantOnKey(input.KeyId, context, 'RetireGrant');
  const { retiring } = grant;
  if (retiring === undefined || want.resourcePolicy === undefined) return want;
  const { constraint: _, ...free } = grant;
  const statement = grantStatement({ ...free, grantee: retiring, operations: ['RetireGrant'] }, false);
  return { ...want, resourcePolicy: { ...want.resourcePolicy, Statement: [...want.resourcePolicy.Statement, statement] } };
}

function findGrant(
  { KeyId, GrantId }: RetireGrantRequest,
  context: OperationContext,
): { readonly found: FoundKey; readonly grant: GrantRow } {
  if (KeyId === undefined || GrantId === undefined) throw validation('Please specify both a key ID and a grant ID.');
  const found = findKey(KeyId, context);
  const grant = grantsOf(found.state, found.key.id).find(({ id }) => id === GrantId);
  if (grant === undefined) throw notFound(`Grant ID ${GrantId} not found`);
  return { found, grant };
}
