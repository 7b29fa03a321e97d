import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Signer } from '../../ports/signer.ts';
import { EvidenceError } from '../evidence-error.ts';
import { writeWhole } from '../files/write-whole.ts';
import { fingerprintOf } from './fingerprint-of.ts';

/** Signs with a key that is known by the digest of its public half. */
export interface RunSigner extends Signer {
  /** 64 hex digits: what evidence is checked against by somebody who has it from elsewhere. */
  readonly fingerprint: string;
}

/** The run's own Ed25519 key: made at the first call, read from `path` (PEM, readable by its owner only) ever after. */
export function openSigner(path: string): RunSigner {
  if (!existsSync(path)) writeWhole(path, newKey(), 0o600);
  return signerWith(readKey(path));
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function signerWith(privateKey: KeyObject): RunSigner {
  const publicKey = createPublicKey(privateKey);
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw unusable(path, cause);
  }
  throw unusable(path, undefined);
}

function unusable(path: string, cause: unknown): EvidenceError {
  return new EvidenceError(`${path} holds no Ed25519 key, so this run's evidence can't be gone on with: start a run of its own.`, {
    cause,
  });
}
