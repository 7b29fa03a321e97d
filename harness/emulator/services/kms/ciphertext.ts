import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { contextBytes } from './encryption-context.ts';
import type { EncryptionContext } from './encryption-context.ts';
import { invalidCiphertext } from './errors.ts';
import type { KeyRow } from './state.ts';

// A symmetric ciphertext: these four bytes, the key ARN's length (one byte), the key ARN, 12 bytes of nonce, 16 of tag, and the rest.
// AWS's own begin alike and tell the key too, but keep their layout to themselves.
const magic = Buffer.from('01020200', 'hex');
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM, bound to the key and to the encryption context. */
export function seal(key: KeyRow, plaintext: Uint8Array, context: EncryptionContext | undefined): Uint8Array {
  const arn = Buffer.from(key.arn);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce);
  cipher.setAAD(Buffer.concat([arn, contextBytes(context)]));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([magic, Buffer.from([arn.length]), arn, nonce, cipher.getAuthTag(), sealed]);
}

/** Under which key a symmetric ciphertext was made; undefined where it is none. */
export function keyArnOf(blob: Uint8Array): string | undefined {
  const bytes = Buffer.from(blob);
  const length = bytes[magic.length];
  if (length === undefined || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const start = magic.length + 1;
  return bytes.length < start + length + nonceBytes + tagBytes ? undefined : bytes.subarray(start, start + length).toString();
}

/** @throws AwsError InvalidCiphertextException where the bytes or the encryption context are not those of the encryption. */
export function open(key: KeyRow, blob: Uint8Array, context: EncryptionContext | undefined): Uint8Array {
  if (keyArnOf(blob) !== key.arn) throw invalidCiphertext();
  const arn = Buffer.from(key.arn);
  const start = magic.length + 1 + arn.length;
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(start, start + nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.concat([arn, contextBytes(context)]));
  decipher.setAuthTag(bytes.subarray(start + nonceBytes, start + nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(start + nonceBytes + tagBytes)), decipher.final()]);
  } catch (problem) {
    // Node throws a plain Error where the tag does not fit.
    throw Object.assign(invalidCiphertext(), { cause: problem });
  }
}

function secretOf({ arn, material }: KeyRow): Uint8Array {
  if (material?.kind !== 'secret') throw new Error(`${arn} has no secret to encrypt with.`);
  return Buffer.from(material.secret, 'base64');
}
