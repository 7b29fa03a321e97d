import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { keyArnOf } from './ciphertext.ts';
import { contextConditionKeys } from './encryption-context.ts';
import type { EncryptionContext } from './encryption-context.ts';
import { incorrectKey, invalidCiphertext, validation } from './errors.ts';
import { findKey, keyAt, locateKey } from './find-key.ts';
import { wantOnKey } from './key-wants.ts';

/** What Decrypt and ReEncrypt say of the ciphertext. */
export interface DecryptionRequest {
  readonly blob: Uint8Array | undefined;
  /** The key that the caller expects; for a symmetric ciphertext it may be absent, since that tells its key. */
  readonly keyId: string | undefined;
  readonly algorithm: string | undefined;
  readonly context: EncryptionContext | undefined;
}

/** The KeyId to decrypt with. Policies are asked about this key before anything of the ciphertext is believed. */
export function decryptingKeyId({ blob, keyId, algorithm = 'SYMMETRIC_DEFAULT' }: DecryptionRequest): string {
  if (algorithm !== 'SYMMETRIC_DEFAULT') {
    if (keyId === undefined) throw validation('You must specify a key ID when you decrypt with an asymmetric KMS key.');
    return keyId;
  }
  const arn = keyArnOf(blob ?? new Uint8Array());
  if (arn === undefined) throw invalidCiphertext();
  return arn;
}

export function decryptingWant(request: DecryptionRequest, context: OperationContext, action: string): Want {
  const keys = { ...contextConditionKeys(request.context), 'kms:EncryptionAlgorithm': request.algorithm ?? 'SYMMETRIC_DEFAULT' };
  const id = decryptingKeyId(request);
  // By the name that the caller gave, which conditions may ask for, where it is the ciphertext's key.
  const named = request.keyId === undefined ? undefined : keyAt(locateKey(request.keyId, context), context);
  return wantOnKey(named?.key.arn === id ? request.keyId : id, context, action, keys);
}

/** @throws AwsError IncorrectKeyException where the caller expected another key than the ciphertext's. */
export function checkExpectedKey({ keyId }: DecryptionRequest, arn: string, context: OperationContext): void {
  if (keyId !== undefined && findKey(keyId, context).key.arn !== arn) throw incorrectKey();
}
