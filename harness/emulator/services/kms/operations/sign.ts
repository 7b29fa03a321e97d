import { Sign$ } from '@aws-sdk/client-kms';
import type { SignRequest, SignResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { wantOnKey } from '../key-wants.ts';
import { signMessage } from '../signing.ts';
import { usableKey } from '../usable-key.ts';

export const sign = defineOperation<SignRequest, SignResponse>({
  schema: Sign$,
  accepts: ['KeyId', 'Message', 'MessageType', 'GrantTokens', 'SigningAlgorithm'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'Sign', {
      'kms:SigningAlgorithm': input.SigningAlgorithm,
      'kms:MessageType': input.MessageType ?? 'RAW',
    }),
  ],
  handle(input, context) {
    const key = usableKey(input.KeyId, context, 'Sign', 'SIGN_VERIFY');
    return { KeyId: key.arn, Signature: signMessage(key, input), SigningAlgorithm: input.SigningAlgorithm };
  },
});
