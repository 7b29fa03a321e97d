import type { KeyObject } from 'node:crypto';
import { fingerprintOf, readPublicKey } from '../signing/fingerprint-of.ts';
import type { VerifyCheck } from './verify-result.ts';

export interface KeyChecked {
  /** Null where there is nothing to verify with. */
  readonly publicKey: KeyObject | null;
  readonly check: VerifyCheck;
}

/** The key that everything is checked with: it must be the pinned one, where one is pinned. */
export function checkKey(pem: string | null, pinned: string | undefined): KeyChecked {
  const publicKey = pem === null ? null : readPublicKey(pem);
  if (publicKey === null) return { publicKey, check: failed('evidence/public-key.pem holds no Ed25519 public key.') };
  const found = fingerprintOf(publicKey);
  if (pinned === undefined) {
    const reason = `The key was taken from the folder itself (${found}): pin it with --key.`;
    return { publicKey, check: { name: 'key', kind: 'warning', reason } };
  }
  const wanted = fingerprintIn(pinned);
  if (wanted === null)
    return { publicKey, check: failed('What was pinned is neither a public key (PEM) nor a fingerprint of 64 hex digits.') };
  if (wanted !== found)
    return { publicKey, check: failed(`The evidence was signed with another key, ${found}, not with the pinned ${wanted}.`) };
  return { publicKey, check: { name: 'key', kind: 'ok', reason: `It is the pinned key, ${found}.` } };
}

function failed(reason: string): VerifyCheck {
  return { name: 'key', kind: 'failed', reason };
}

/** Null where it is neither a key nor a fingerprint. */
function fingerprintIn(pinned: string): string | null {
  const hex = pinned
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
    .replaceAll(':', '');
  if (/^[0-9a-f]{64}$/.test(hex)) return hex;
  const key = readPublicKey(pinned);
  return key === null ? null : fingerprintOf(key);
}
