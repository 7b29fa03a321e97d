import { generateKeyPairSync, sign } from 'node:crypto';
import type { Happening, LedgerEntry } from '../../model/evidence.ts';
import type { RunSigner } from '../signing/open-signer.ts';
import { fingerprintOf } from '../signing/fingerprint-of.ts';
import { signedEntry } from '../ledger/ledger-line.ts';
import { sampleStart } from './sample-run.ts';

/** A signer whose key is on no disk. */
export function signerInMemory(): RunSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

export function signedLedger(happenings: readonly Happening[], signer = signerInMemory(), run = sampleStart.run): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const happening of happenings) entries.push(signedEntry(entries.at(-1), run, happening, signer));
  return entries;
}
