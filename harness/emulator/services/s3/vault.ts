import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { BlobStore } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { md5Hex } from './checksums.ts';

/** Where objects' bytes are put and found again. */
export interface Vault {
  /** Gives the name under which they lie. */
  put(bytes: Uint8Array): string;
  get(name: string): Uint8Array;
  /** Without quotes. The md5 of the bytes, but for those that a key of KMS encrypts, whose ETag tells nothing of them. */
  etagOf(bytes: Uint8Array): string;
}

export function plainVault(blobs: BlobStore): Vault {
  return { put: (bytes) => blobs.put(bytes), get: (name) => blobs.get(name), etagOf: md5Hex };
}

const nonceBytes = 12;
const tagBytes = 16;

/** Bytes under a data key: AES-256-GCM, with nonce and tag before them. */
export function sealedVault({ blobs, randomHex }: Pick<OperationContext, 'blobs' | 'randomHex'>, dataKey: Uint8Array | undefined): Vault {
  if (dataKey === undefined) throw new Error('KMS answered no plaintext of a data key.');
  return {
    put: (bytes) => blobs.put(seal(dataKey, bytes)),
    get: (name) => open(dataKey, blobs.get(name)),
    etagOf: () => randomHex(16),
  };
}

function seal(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

function open(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
}
