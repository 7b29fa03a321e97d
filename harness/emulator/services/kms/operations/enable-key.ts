import { EnableKey$ } from '@aws-sdk/client-kms';
import type { EnableKeyRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { ownKeyAction } from '../key-wants.ts';

export const enableKey = defineOperation<EnableKeyRequest, object>({
  schema: EnableKey$,
  accepts: ['KeyId'],
  authorise: ownKeyAction('EnableKey'),
  handle({ KeyId }, context) {
    changeKey(KeyId, context, (key) => ({ ...key, enabled: true }));
    return {};
  },
});
