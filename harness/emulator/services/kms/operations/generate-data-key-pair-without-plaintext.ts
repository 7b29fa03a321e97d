import { GenerateDataKeyPairWithoutPlaintext$ } from '@aws-sdk/client-kms';
import type { GenerateDataKeyPairWithoutPlaintextRequest, GenerateDataKeyPairWithoutPlaintextResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { generateDataKeyPairFor } from '../data-key-pair.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { wantOnKey } from '../key-wants.ts';

export const generateDataKeyPairWithoutPlaintext = defineOperation<
  GenerateDataKeyPairWithoutPlaintextRequest,
  GenerateDataKeyPairWithoutPlaintextResponse
>({
  schema: GenerateDataKeyPairWithoutPlaintext$,
  accepts: ['KeyId', 'EncryptionContext', 'KeyPairSpec', 'GrantTokens'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'GenerateDataKeyPairWithoutPlaintext', {
      ...contextConditionKeys(input.EncryptionContext),
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
      'kms:DataKeyPairSpec': input.KeyPairSpec,
    }),
  ],
  async handle(input, context) {
    const { PrivateKeyPlaintext: _, ...answer } = await generateDataKeyPairFor(input, context, 'GenerateDataKeyPairWithoutPlaintext');
    return answer;
  },
});
