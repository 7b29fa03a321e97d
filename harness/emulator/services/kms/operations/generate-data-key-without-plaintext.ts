import { GenerateDataKeyWithoutPlaintext$ } from '@aws-sdk/client-kms';
import type { GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { generateDataKeyFor } from '../data-key.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { wantOnKey } from '../key-wants.ts';

export const generateDataKeyWithoutPlaintext = defineOperation<
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse
>({
  schema: GenerateDataKeyWithoutPlaintext$,
  accepts: ['KeyId', 'EncryptionContext', 'NumberOfBytes', 'KeySpec', 'GrantTokens'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'GenerateDataKeyWithoutPlaintext', {
      ...contextConditionKeys(input.EncryptionContext),
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    }),
  ],
  handle(input, context) {
    const { Plaintext: _, ...answer } = generateDataKeyFor(input, context, 'GenerateDataKeyWithoutPlaintext');
    return answer;
  },
});
