import { DisableKey$ } from '@aws-sdk/client-kms';
import type { DisableKeyRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { ownKeyAction } from '../key-wants.ts';

export const disableKey = defineOperation<DisableKeyRequest, object>({
  schema: DisableKey$,
  accepts: ['KeyId'],
  authorise: ownKeyAction('DisableKey'),
  handle({ KeyId }, context) {
    changeKey(KeyId, context, (key) => ({ ...key, enabled: false }));
    return {};
  },
});
