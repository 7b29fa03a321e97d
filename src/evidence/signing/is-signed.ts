import { verify, type KeyObject } from 'node:crypto';

/** Whether this is the key's Ed25519 signature over exactly these bytes. */
export function isSigned(content: string | Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean {
  return verify(null, typeof content === 'string' ? Buffer.from(content) : content, publicKey, signature);
}
