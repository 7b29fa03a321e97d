import { Verify$ } from '@aws-sdk/client-kms';
import type { VerifyRequest, VerifyResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidSignature } from '../errors.ts';
import { wantOnKey } from '../key-wants.ts';
import { signatureFits } from '../signing.ts';
import { usableKey } from '../usable-key.ts';

export const verify = defineOperation<VerifyRequest, VerifyResponse>({
  schema: Verify$,
  accepts: ['KeyId', 'Message', 'MessageType', 'Signature', 'SigningAlgorithm', 'GrantTokens'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'Verify', {
      'kms:SigningAlgorithm': input.SigningAlgorithm,
      'kms:MessageType': input.MessageType ?? 'RAW',
    }),
  ],
  handle(input, context) {
    const key = usableKey(input.KeyId, context, 'Verify', 'SIGN_VERIFY');
    if (!signatureFits(key, input, input.Signature ?? new Uint8Array())) throw invalidSignature();
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
  },
});
