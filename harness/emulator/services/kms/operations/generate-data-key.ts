import { GenerateDataKey$ } from '@aws-sdk/client-kms';
import type { GenerateDataKeyRequest, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { generateDataKeyFor } from '../data-key.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { wantOnKey } from '../key-wants.ts';

export const generateDataKey = defineOperation<GenerateDataKeyRequest, GenerateDataKeyResponse>({
  schema: GenerateDataKey$,
  accepts: ['KeyId', 'EncryptionContext', 'NumberOfBytes', 'KeySpec', 'GrantTokens'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'GenerateDataKey', {
      ...contextConditionKeys(input.EncryptionContext),
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    }),
  ],
  handle: (input, context) => generateDataKeyFor(input, context, 'GenerateDataKey'),
});
