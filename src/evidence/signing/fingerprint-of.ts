import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** SHA-256 of the key's SPKI DER, 64 hex digits: what `openssl pkey -pubin -in public-key.pem -outform DER | sha256sum` prints. */
export function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Null where the text is no Ed25519 public key. */
export function readPublicKey(pem: string): KeyObject | null {
  // createPublicKey would take a private key too, and make its public one of it.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return null;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch (cause) {
    if (cause instanceof Error) return null;
    throw cause;
  }
}
