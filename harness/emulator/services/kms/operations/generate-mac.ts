import { GenerateMac$ } from '@aws-sdk/client-kms';
import type { GenerateMacRequest, GenerateMacResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { wantOnKey } from '../key-wants.ts';
import { macOf } from '../mac.ts';
import { usableKey } from '../usable-key.ts';

export const generateMac = defineOperation<GenerateMacRequest, GenerateMacResponse>({
  schema: GenerateMac$,
  accepts: ['Message', 'KeyId', 'MacAlgorithm', 'GrantTokens'],
  authorise: (input, context) => [wantOnKey(input.KeyId, context, 'GenerateMac', { 'kms:MacAlgorithm': input.MacAlgorithm })],
  handle({ Message: message, KeyId, MacAlgorithm }, context) {
    const key = usableKey(KeyId, context, 'GenerateMac', 'GENERATE_VERIFY_MAC');
    return { Mac: macOf(key, MacAlgorithm, message), MacAlgorithm, KeyId: key.arn };
  },
});
