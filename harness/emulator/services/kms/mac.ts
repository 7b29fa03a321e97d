import { createHmac } from 'node:crypto';
import type { MacAlgorithmSpec } from '@aws-sdk/client-kms';
import { constraint, invalidKeyUsage, validation } from './errors.ts';
import { algorithmsOf } from './key-specs.ts';
import type { KeyRow } from './state.ts';

const hashes: Readonly<Record<string, string>> = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
};

export function macOf(key: KeyRow, algorithm: MacAlgorithmSpec | undefined, message: Uint8Array = new Uint8Array()): Uint8Array {
  const hash = hashes[algorithm ?? ''];
  if (algorithm === undefined || hash === undefined) {
    const all = 'Member must satisfy enum value set: [HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]';
    throw constraint('macAlgorithm', String(algorithm), all);
  }
  if (message.length < 1 || message.length > 4096) {
    throw validation("1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length of 1 to 4096");
  }
  if (algorithmsOf(key.spec, key.usage).MacAlgorithms?.includes(algorithm) !== true) {
    throw invalidKeyUsage(`Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`);
  }
  if (key.material?.kind !== 'secret') throw new Error(`${key.arn} has no secret for a MAC.`);
  return createHmac(hash, Buffer.from(key.material.secret, 'base64')).update(message).digest();
}
