import { EnableKeyRotation$ } from '@aws-sdk/client-kms';
import type { EnableKeyRotationRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { constraint } from '../errors.ts';
import { wantOnOwnKey } from '../key-wants.ts';
import { checkRotatable } from '../rotatable.ts';

export const enableKeyRotation = defineOperation<EnableKeyRotationRequest, object>({
  schema: EnableKeyRotation$,
  accepts: ['KeyId', 'RotationPeriodInDays'],
  authorise: (input, context) => [
    wantOnOwnKey(input.KeyId, context, 'EnableKeyRotation', { 'kms:RotationPeriodInDays': String(input.RotationPeriodInDays ?? 365) }),
  ],
  handle({ KeyId, RotationPeriodInDays: days = 365 }, context) {
    if (days < 90) throw constraint('rotationPeriodInDays', String(days), 'Member must have value greater than or equal to 90');
    if (days > 2560) throw constraint('rotationPeriodInDays', String(days), 'Member must have value less than or equal to 2560');
    const since = context.now().toISOString();
    changeKey(KeyId, context, (key) => ({ ...checkRotatable(key), rotation: { since, periodDays: days } }));
    return {};
  },
});
