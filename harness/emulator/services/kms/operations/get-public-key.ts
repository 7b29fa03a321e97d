import { GetPublicKey$ } from '@aws-sdk/client-kms';
import type { CustomerMasterKeySpec, GetPublicKeyRequest, GetPublicKeyResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { disabled, unsupported } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { algorithmsOf } from '../key-specs.ts';
import { keyAction } from '../key-wants.ts';
import { refusePendingDeletion } from '../usable-key.ts';

export const getPublicKey = defineOperation<GetPublicKeyRequest, GetPublicKeyResponse>({
  schema: GetPublicKey$,
  accepts: ['KeyId', 'GrantTokens'],
  authorise: keyAction('GetPublicKey'),
  handle({ KeyId }, context) {
    const { key } = findKey(KeyId, context);
    refusePendingDeletion(key);
    if (!key.enabled) throw disabled(key.arn);
    if (key.material?.kind !== 'pair') throw unsupported(`${key.arn} key spec is ${key.spec} which is not valid for GetPublicKey.`);
    const { EncryptionAlgorithms, SigningAlgorithms } = algorithmsOf(key.spec, key.usage);
    return {
      KeyId: key.arn,
      PublicKey: Buffer.from(key.material.publicKey, 'base64'),
      CustomerMasterKeySpec: key.spec as CustomerMasterKeySpec,
      KeySpec: key.spec,
      KeyUsage: key.usage,
      EncryptionAlgorithms,
      SigningAlgorithms,
    };
  },
});
