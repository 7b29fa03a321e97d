import { timingSafeEqual } from 'node:crypto';
import { VerifyMac$ } from '@aws-sdk/client-kms';
import type { VerifyMacRequest, VerifyMacResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidMac } from '../errors.ts';
import { wantOnKey } from '../key-wants.ts';
import { macOf } from '../mac.ts';
import { usableKey } from '../usable-key.ts';

export const verifyMac = defineOperation<VerifyMacRequest, VerifyMacResponse>({
  schema: VerifyMac$,
  accepts: ['Message', 'KeyId', 'MacAlgorithm', 'Mac', 'GrantTokens'],
  authorise: (input, context) => [wantOnKey(input.KeyId, context, 'VerifyMac', { 'kms:MacAlgorithm': input.MacAlgorithm })],
  handle({ Message: message, KeyId, MacAlgorithm, Mac: given = new Uint8Array() }, context) {
    const key = usableKey(KeyId, context, 'VerifyMac', 'GENERATE_VERIFY_MAC');
    const expected = macOf(key, MacAlgorithm, message);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalidMac();
    return { KeyId: key.arn, MacValid: true, MacAlgorithm };
  },
});
