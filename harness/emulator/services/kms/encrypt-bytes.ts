import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import { open, seal } from './ciphertext.ts';
import type { EncryptionContext } from './encryption-context.ts';
import { invalidCiphertext, invalidKeyUsage, validation } from './errors.ts';
import { algorithmsOf, detailsOf } from './key-specs.ts';
import type { KeyRow } from './state.ts';

/** What goes with the bytes: the algorithm, SYMMETRIC_DEFAULT where none is named, and a symmetric key's encryption context. */
export interface EncryptionOptions {
  readonly algorithm: EncryptionAlgorithmSpec | undefined;
  readonly context: EncryptionContext | undefined;
}

export function encryptBytes(key: KeyRow, plaintext: Uint8Array, { algorithm, context }: EncryptionOptions): Uint8Array {
  const chosen = checkAlgorithm(key, algorithm);
  if (chosen === 'SYMMETRIC_DEFAULT') return seal(key, plaintext, context);
  refuseContext(context);
  const details = detailsOf(key.spec);
  const room = (details.kind === 'rsa' ? details.bits / 8 : 0) - 2 * (chosen === 'RSAES_OAEP_SHA_1' ? 20 : 32) - 2;
  if (plaintext.length > room) {
    throw validation(`Algorithm ${chosen} and key spec ${key.spec} cannot encrypt data larger than ${String(room)} bytes.`);
  }
  return publicEncrypt({ key: publicKeyOf(key), ...padding(chosen) }, plaintext);
}

/** @throws AwsError InvalidCiphertextException where the bytes are not of this key, or the encryption context is another. */
export function decryptBytes(key: KeyRow, blob: Uint8Array, { algorithm, context }: EncryptionOptions): Uint8Array {
  const chosen = checkAlgorithm(key, algorithm);
  if (chosen === 'SYMMETRIC_DEFAULT') return open(key, blob, context);
  refuseContext(context);
  try {
    return privateDecrypt({ key: privateKeyOf(key), ...padding(chosen) }, blob);
  } catch (problem) {
    throw Object.assign(invalidCiphertext(), { cause: problem });
  }
}

export function checkAlgorithm(key: KeyRow, algorithm: EncryptionAlgorithmSpec = 'SYMMETRIC_DEFAULT'): EncryptionAlgorithmSpec {
  const { EncryptionAlgorithms = [] } = algorithmsOf(key.spec, key.usage);
  if (EncryptionAlgorithms.includes(algorithm)) return algorithm;
  throw invalidKeyUsage(`Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`);
}

function refuseContext(context: EncryptionContext | undefined): void {
  if (context !== undefined && Object.keys(context).length > 0) {
    throw validation('EncryptionContext is not supported for asymmetric KMS keys.');
  }
}

function padding(algorithm: EncryptionAlgorithmSpec): { readonly padding: number; readonly oaepHash: string } {
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256' };
}

export function privateKeyOf({ arn, material }: KeyRow): ReturnType<typeof createPrivateKey> {
  if (material?.kind !== 'pair') throw new Error(`${arn} has no private key.`);
  return createPrivateKey({ key: Buffer.from(material.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf({ arn, material }: KeyRow): ReturnType<typeof createPublicKey> {
  if (material?.kind !== 'pair') throw new Error(`${arn} has no public key.`);
  return createPublicKey({ key: Buffer.from(material.publicKey, 'base64'), format: 'der', type: 'spki' });
}
