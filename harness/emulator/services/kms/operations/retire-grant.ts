import { RetireGrant$ } from '@aws-sdk/client-kms';
import type { RetireGrantRequest } from '@aws-sdk/client-kms';
import type { Want } from '../../../accounts/policy.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidGrantToken, notFound, validation } from '../errors.ts';
import { findKey } from '../find-key.ts';
import type { FoundKey } from '../find-key.ts';
import { grantRowKey, grantStatement, grantsOf } from '../grants.ts';
import { wantOnFound } from '../key-wants.ts';
import { grants } from '../state.ts';
import type { GrantRow } from '../state.ts';

/** For the principal that the grant names for it, and whom the key's policy lets. By token, or by key and id. */
export const retireGrant = defineOperation<RetireGrantRequest, object>({
  schema: RetireGrant$,
  accepts: ['KeyId', 'GrantId', 'GrantToken'],
  authorise: (input, context) => [wantToRetire(input, context)],
  handle(input, context) {
    const { found, grant } = findGrant(input, context);
    grants(found.state).delete(grantRowKey(found.key.id, grant.id));
    return {};
  },
});

function wantToRetire(input: RetireGrantRequest, context: OperationContext): Want {
  const { grant, found } = findGrant(input, context);
  const want = wantOnFound(found, context, 'RetireGrant');
  const { retiring } = grant;
  if (retiring === undefined || want.resourcePolicy === undefined) return want;
  const { constraint: _, ...free } = grant;
  const statement = grantStatement({ ...free, grantee: retiring, operations: ['RetireGrant'] }, false);
  return { ...want, resourcePolicy: { ...want.resourcePolicy, Statement: [...want.resourcePolicy.Statement, statement] } };
}

interface FoundGrant {
  readonly found: FoundKey;
  readonly grant: GrantRow;
}

function findGrant({ KeyId, GrantId, GrantToken }: RetireGrantRequest, context: OperationContext): FoundGrant {
  if (GrantToken !== undefined) return findByToken(GrantToken, context);
  if (KeyId === undefined || GrantId === undefined) throw validation('Please specify both a key ID and a grant ID, or a grant token.');
  const found = findKey(KeyId, context);
  const grant = grantsOf(found.state, found.key.id).find(({ id }) => id === GrantId);
  if (grant === undefined) throw notFound(`Grant ID ${GrantId} not found`);
  return { found, grant };
}

/** Among the grants of the caller's own account: elsewhere a grant is retired by key and id. */
function findByToken(token: string, context: OperationContext): FoundGrant {
  const grant = [...grants(context.state).scan()].map(([, row]) => row).find((row) => row.token === token);
  if (grant === undefined) throw invalidGrantToken('Invalid grant token');
  return { found: findKey(grant.keyId, context), grant };
}
