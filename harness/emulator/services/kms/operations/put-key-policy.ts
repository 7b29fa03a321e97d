import { PutKeyPolicy$ } from '@aws-sdk/client-kms';
import type { PutKeyPolicyRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { notFound } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { checkKeyPolicy } from '../key-policy.ts';
import { wantOnOwnKey } from '../key-wants.ts';

export const putKeyPolicy = defineOperation<PutKeyPolicyRequest, object>({
  schema: PutKeyPolicy$,
  accepts: ['KeyId', 'PolicyName', 'Policy', 'BypassPolicyLockoutSafetyCheck'],
  authorise: (input, context) => [
    wantOnOwnKey(input.KeyId, context, 'PutKeyPolicy', {
      'kms:BypassPolicyLockoutSafetyCheck': String(input.BypassPolicyLockoutSafetyCheck ?? false),
    }),
  ],
  handle({ KeyId, PolicyName = 'default', Policy = '', BypassPolicyLockoutSafetyCheck: bypass = false }, context) {
    if (PolicyName !== 'default') throw notFound('No such policy exists');
    const policy = checkKeyPolicy(Policy, findKey(KeyId, context), bypass, context);
    changeKey(KeyId, context, (key) => ({ ...key, policy }));
    return {};
  },
});
