import { GenerateDataKeyPair$ } from '@aws-sdk/client-kms';
import type { GenerateDataKeyPairRequest, GenerateDataKeyPairResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { generateDataKeyPairFor } from '../data-key-pair.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { wantOnKey } from '../key-wants.ts';

export const generateDataKeyPair = defineOperation<GenerateDataKeyPairRequest, GenerateDataKeyPairResponse>({
  schema: GenerateDataKeyPair$,
  accepts: ['KeyId', 'EncryptionContext', 'KeyPairSpec', 'GrantTokens'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'GenerateDataKeyPair', {
      ...contextConditionKeys(input.EncryptionContext),
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
      'kms:DataKeyPairSpec': input.KeyPairSpec,
    }),
  ],
  handle: (input, context) => generateDataKeyPairFor(input, context, 'GenerateDataKeyPair'),
});
