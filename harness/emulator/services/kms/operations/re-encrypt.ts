import { ReEncrypt$ } from '@aws-sdk/client-kms';
import type { ReEncryptRequest, ReEncryptResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkExpectedKey, decryptingKeyId, decryptingWant } from '../decrypting-key.ts';
import type { DecryptionRequest } from '../decrypting-key.ts';
import { decryptBytes, encryptBytes } from '../encrypt-bytes.ts';
import { contextConditionKeys } from '../encryption-context.ts';
import { wantOnKey } from '../key-wants.ts';
import { usableKey } from '../usable-key.ts';

export const reEncrypt = defineOperation<ReEncryptRequest, ReEncryptResponse>({
  schema: ReEncrypt$,
  accepts: [
    ...(['CiphertextBlob', 'SourceEncryptionContext', 'SourceKeyId', 'SourceEncryptionAlgorithm'] as const),
    ...(['DestinationKeyId', 'DestinationEncryptionContext', 'DestinationEncryptionAlgorithm', 'GrantTokens'] as const),
  ],
  authorise: (input, context) => [
    decryptingWant(read(input), context, 'ReEncryptFrom'),
    wantOnKey(input.DestinationKeyId, context, 'ReEncryptTo', {
      ...contextConditionKeys(input.DestinationEncryptionContext),
      'kms:EncryptionAlgorithm': input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT',
    }),
  ],
  handle(input, context) {
    const request = read(input);
    const source = usableKey(decryptingKeyId(request), context, 'ReEncrypt', 'ENCRYPT_DECRYPT');
    checkExpectedKey(request, source.arn, context);
    const destination = usableKey(input.DestinationKeyId, context, 'ReEncrypt', 'ENCRYPT_DECRYPT');
    const from = input.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    const to = input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    const { CiphertextBlob: blob = new Uint8Array() } = input;
    const plaintext = decryptBytes(source, blob, { algorithm: from, context: input.SourceEncryptionContext });
    return {
      CiphertextBlob: encryptBytes(destination, plaintext, { algorithm: to, context: input.DestinationEncryptionContext }),
      SourceKeyId: source.arn,
      KeyId: destination.arn,
      SourceEncryptionAlgorithm: from,
      DestinationEncryptionAlgorithm: to,
      ...(source.material?.kind === 'secret' ? { SourceKeyMaterialId: source.material.id } : {}),
      ...(destination.material?.kind === 'secret' ? { DestinationKeyMaterialId: destination.material.id } : {}),
    };
  },
});

function read(input: ReEncryptRequest): DecryptionRequest {
  return {
    blob: input.CiphertextBlob,
    keyId: input.SourceKeyId,
    algorithm: input.SourceEncryptionAlgorithm,
    context: input.SourceEncryptionContext,
  };
}
