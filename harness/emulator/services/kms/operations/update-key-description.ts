import { UpdateKeyDescription$ } from '@aws-sdk/client-kms';
import type { UpdateKeyDescriptionRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { ownKeyAction } from '../key-wants.ts';

export const updateKeyDescription = defineOperation<UpdateKeyDescriptionRequest, object>({
  schema: UpdateKeyDescription$,
  accepts: ['KeyId', 'Description'],
  authorise: ownKeyAction('UpdateKeyDescription'),
  handle({ KeyId, Description = '' }, context) {
    changeKey(KeyId, context, (key) => ({ ...key, description: Description }));
    return {};
  },
});
