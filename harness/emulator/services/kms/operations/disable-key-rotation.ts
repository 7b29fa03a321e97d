import { DisableKeyRotation$ } from '@aws-sdk/client-kms';
import type { DisableKeyRotationRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { ownKeyAction } from '../key-wants.ts';
import { checkRotatable } from '../rotatable.ts';

export const disableKeyRotation = defineOperation<DisableKeyRotationRequest, object>({
  schema: DisableKeyRotation$,
  accepts: ['KeyId'],
  authorise: ownKeyAction('DisableKeyRotation'),
  handle({ KeyId }, context) {
    changeKey(KeyId, context, (before) => {
      const { rotation: _, ...key } = checkRotatable(before);
      return key;
    });
    return {};
  },
});
