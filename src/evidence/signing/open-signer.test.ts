import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPublicKey } from './fingerprint-of.ts';
import { isSigned } from './is-signed.ts';
import { openSigner } from './open-signer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('openSigner', () => {
  it('makes a key that only its owner can read, and takes it ever after', () => {
    const path = join(folder, 'state/signing-key.pem');
    const signer = openSigner(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openSigner(path).fingerprint).toBe(signer.fingerprint);
    expect(openSigner(join(folder, 'other.pem')).fingerprint).not.toBe(signer.fingerprint);
    expect(signer.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('signs what its public key vouches for', () => {
    const signer = openSigner(join(folder, 'key.pem'));
    const key = createPublicKey(signer.publicKeyPem);
    const signature = signer.sign(Buffer.from('evidence'));
    expect(signature).toHaveLength(64);
    expect(isSigned('evidence', signature, key)).toBe(true);
    expect(isSigned('evidencf', signature, key)).toBe(false);
    expect(isSigned('evidence', signature.subarray(1), key)).toBe(false);
  });

  it.each([
    ['no key', 'x'],
    ['a key of another sort', ecKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('refuses %s', (_what, content) => {
    const path = join(folder, 'key.pem');
    writeFileSync(path, content);
    expect(() => openSigner(path)).toThrow('holds no Ed25519 key');
  });
});

describe('readPublicKey', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  it('takes an Ed25519 public key', () => {
    expect(readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString())?.asymmetricKeyType).toBe('ed25519');
  });

  it.each([
    ['nothing', ''],
    ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a key of another sort', ecKey.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a broken key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
  ])('takes no %s', (_what, pem) => {
    expect(readPublicKey(pem)).toBeNull();
  });
});
