import { RevokeGrant$ } from '@aws-sdk/client-kms';
import type { RevokeGrantRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { notFound } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { grantRowKey } from '../grants.ts';
import { keyAction } from '../key-wants.ts';
import { grants } from '../state.ts';

export const revokeGrant = defineOperation<RevokeGrantRequest, object>({
  schema: RevokeGrant$,
  accepts: ['KeyId', 'GrantId'],
  authorise: keyAction('RevokeGrant'),
  handle({ KeyId, GrantId = '' }, context) {
    const { key, state } = findKey(KeyId, context);
    if (!grants(state).delete(grantRowKey(key.id, GrantId))) throw notFound(`Grant ID ${GrantId} not found`);
    return {};
  },
});
