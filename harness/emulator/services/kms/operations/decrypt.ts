import { Decrypt$ } from '@aws-sdk/client-kms';
import type { DecryptRequest, DecryptResponse } from '@aws-sdk/client-kms';
import { checkExpectedKey, decryptingKeyId, decryptingWant } from '../decrypting-key.ts';
import type { DecryptionRequest } from '../decrypting-key.ts';
import { decryptBytes } from '../encrypt-bytes.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { usableKey } from '../usable-key.ts';

export const decrypt = defineOperation<DecryptRequest, DecryptResponse>({
  schema: Decrypt$,
  accepts: ['CiphertextBlob', 'EncryptionContext', 'GrantTokens', 'KeyId', 'EncryptionAlgorithm'],
  authorise: (input, context) => [decryptingWant(read(input), context, 'Decrypt')],
  handle(input, context) {
    const request = read(input);
    const key = usableKey(decryptingKeyId(request), context, 'Decrypt', 'ENCRYPT_DECRYPT');
    checkExpectedKey(request, key.arn, context);
    const { CiphertextBlob: blob = new Uint8Array(), EncryptionAlgorithm: algorithm = 'SYMMETRIC_DEFAULT' } = input;
    return {
      KeyId: key.arn,
      Plaintext: decryptBytes(key, blob, { algorithm, context: input.EncryptionContext }),
      EncryptionAlgorithm: algorithm,
      ...(key.material?.kind === 'secret' ? { KeyMaterialId: key.material.id } : {}),
    };
  },
});

function read({
  CiphertextBlob: blob,
  KeyId: keyId,
  EncryptionAlgorithm: algorithm,
  EncryptionContext: context,
}: DecryptRequest): DecryptionRequest {
  return { blob, keyId, algorithm, context };
}
