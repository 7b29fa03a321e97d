import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../model/evidence.ts';
import { EvidenceError } from './evidence-error.ts';
import { evidencePaths } from './evidence-paths.ts';
import type { KeptFiles } from './files/kept-file.ts';
import { parseKeptFile, readKept } from './files/kept-files-on-disk.ts';
import { splitLines } from './files/line-file.ts';
import { readLedger } from './ledger/read-ledger.ts';
import { fingerprintOf, readPublicKey } from './signing/fingerprint-of.ts';

export interface EvidenceRead {
  readonly entries: readonly LedgerEntry[];
  readonly kept: KeptFiles;
  /** Of the key in the folder, 64 hex digits. */
  readonly fingerprint: string;
}

/**
 * The evidence in a run's output folder, to look at: changes nothing and needs no private key. Chain and signatures of the ledger hold;
 * whether the key is the right one and the rest untouched is `verifyEvidence`'s to say. Throws EvidenceError where there is none.
 */
export function readEvidence(out: string): EvidenceRead {
  const keyPath = join(out, evidencePaths.publicKey);
  const publicKey = existsSync(keyPath) ? readPublicKey(readFileSync(keyPath, 'utf8')) : null;
  if (publicKey === null)
    throw new EvidenceError(`There is no evidence in ${out}: run a rehearsal first, or name its output folder with --out.`);
  const ledger = readLedger(linesIn(join(out, evidencePaths.ledger)), publicKey);
  if (ledger.kind === 'broken')
    throw new EvidenceError(`${ledger.reason} It was changed after it was written: see rehearse evidence verify.`);
  const files = linesIn(join(out, evidencePaths.names)).map(parseKeptFile);
  return {
    entries: ledger.entries,
    kept: { list: () => files, read: (digest) => readKept(out, digest) },
    fingerprint: fingerprintOf(publicKey),
  };
}

/** A last line that is being written, or was when its writer was killed, is left out. */
function linesIn(path: string): readonly string[] {
  return existsSync(path) ? splitLines(readFileSync(path)).lines : [];
}
