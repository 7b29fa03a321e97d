import { Encrypt$ } from '@aws-sdk/client-kms';
import type { EncryptRequest, EncryptResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { encryptBytes } from '../encrypt-bytes.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { validation } from '../errors.ts';
import { wantOnKey } from '../key-wants.ts';
import { usableKey } from '../usable-key.ts';

const largestPlaintext = 4096;

export const encrypt = defineOperation<EncryptRequest, EncryptResponse>({
  schema: Encrypt$,
  accepts: ['KeyId', 'Plaintext', 'EncryptionContext', 'GrantTokens', 'EncryptionAlgorithm'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'Encrypt', {
      ...contextConditionKeys(input.EncryptionContext),
      'kms:EncryptionAlgorithm': input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT',
    }),
  ],
  handle(input, context) {
    const { Plaintext: plaintext = new Uint8Array(), EncryptionAlgorithm: algorithm = 'SYMMETRIC_DEFAULT' } = input;
    checkSize(plaintext);
    const key = usableKey(input.KeyId, context, 'Encrypt', 'ENCRYPT_DECRYPT');
    const CiphertextBlob = encryptBytes(key, plaintext, { algorithm, context: input.EncryptionContext });
    return { CiphertextBlob, KeyId: key.arn, EncryptionAlgorithm: algorithm };
  },
});

function checkSize({ length }: Uint8Array): void {
  const failed = (text: string): Error =>
    validation(`1 validation error detected: Value at 'plaintext' failed to satisfy constraint: ${text}`);
  if (length < 1) throw failed('Member must have length greater than or equal to 1');
  if (length > largestPlaintext) throw failed(`Member must have length less than or equal to ${String(largestPlaintext)}`);
}
