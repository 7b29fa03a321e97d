import { randomBytes } from 'node:crypto';
import type { GenerateDataKeyRequest } from '@aws-sdk/client-kms';
import type { OperationContext } from '../../kernel/context.ts';
import { seal } from './ciphertext.ts';
import { constraint, invalidKeyUsage, validation } from './errors.ts';
import { usableKey } from './usable-key.ts';

export interface DataKey {
  readonly Plaintext: Uint8Array;
  readonly CiphertextBlob: Uint8Array;
  readonly KeyId: string;
  readonly KeyMaterialId: string | undefined;
}

type Request = Pick<GenerateDataKeyRequest, 'KeyId' | 'KeySpec' | 'NumberOfBytes' | 'EncryptionContext'>;

export function generateDataKeyFor(input: Request, context: OperationContext, operation: string): DataKey {
  const bytes = lengthOf(input);
  const key = usableKey(input.KeyId, context, operation, 'ENCRYPT_DECRYPT');
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw invalidKeyUsage(`${key.arn} key spec is ${key.spec} which is not valid for ${operation}.`);
  const Plaintext = randomBytes(bytes);
  return { Plaintext, CiphertextBlob: seal(key, Plaintext, input.EncryptionContext), KeyId: key.arn, KeyMaterialId: key.material?.id };
}

function lengthOf({ KeySpec, NumberOfBytes }: Request): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw validation('Please specify either number of bytes or key spec.');
  }
  if (NumberOfBytes !== undefined) return checkLength(NumberOfBytes);
  if (KeySpec === 'AES_256') return 32;
  if (KeySpec === 'AES_128') return 16;
  throw constraint('keySpec', String(KeySpec), 'Member must satisfy enum value set: [AES_256, AES_128]');
}

/** In bytes, 1 to 1024. */
export function checkLength(bytes: number): number {
  if (bytes < 1) throw constraint('numberOfBytes', String(bytes), 'Member must have value greater than or equal to 1');
  if (bytes > 1024) throw constraint('numberOfBytes', String(bytes), 'Member must have value less than or equal to 1024');
  return bytes;
}
