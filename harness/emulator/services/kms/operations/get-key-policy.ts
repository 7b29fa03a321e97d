import { GetKeyPolicy$ } from '@aws-sdk/client-kms';
import type { GetKeyPolicyRequest, GetKeyPolicyResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { notFound } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { ownKeyAction } from '../key-wants.ts';

/** A key has one policy, `default`. */
export const getKeyPolicy = defineOperation<GetKeyPolicyRequest, GetKeyPolicyResponse>({
  schema: GetKeyPolicy$,
  accepts: ['KeyId', 'PolicyName'],
  authorise: ownKeyAction('GetKeyPolicy'),
  handle({ KeyId, PolicyName = 'default' }, context) {
    if (PolicyName !== 'default') throw notFound('No such policy exists');
    return { Policy: findKey(KeyId, context).key.policy, PolicyName };
  },
});
