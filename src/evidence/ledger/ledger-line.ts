import type { KeyObject } from 'node:crypto';
import type { Digest } from '../../model/digest.ts';
import type { Happening, LedgerEntry } from '../../model/evidence.ts';
import type { Signer } from '../../ports/signer.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Of } from '../sha256-of.ts';
import { isSigned } from '../signing/is-signed.ts';

/** What the first entry has as its former one. */
export const beginning: Digest = `sha256:${'0'.repeat(64)}`;

/** The next entry of a ledger that ends with `former`. */
export function signedEntry(former: LedgerEntry | undefined, run: string, happening: Happening, signer: Signer): LedgerEntry {
  const unsigned = {
    index: former === undefined ? 0 : former.index + 1,
    run,
    previous: former === undefined ? beginning : digestOfEntry(former),
    happening,
  };
  const signature = Buffer.from(signer.sign(Buffer.from(canonicalJson(unsigned)))).toString('base64');
  return { ...unsigned, signature };
}

/**
 * An entry as it stands in the file: its canonical JSON. `signature` sorts last, so that a person with `sed` can take it off
 * and has the bytes that were signed; and the digest of the line is what the next entry names.
 */
export function lineOf(entry: LedgerEntry): string {
  return canonicalJson(entry);
}

export function digestOfEntry(entry: LedgerEntry): Digest {
  return sha256Of(canonicalJson(entry));
}

/** What is wrong with an entry where it stands; null where nothing is. */
export function entryFault(entry: LedgerEntry, former: LedgerEntry | undefined, publicKey: KeyObject): string | null {
  const { signature, ...unsigned } = entry;
  const index = former === undefined ? 0 : former.index + 1;
  if (entry.index !== index) return `has index ${String(entry.index)} where ${String(index)} was due`;
  if (entry.previous !== (former === undefined ? beginning : digestOfEntry(former))) return 'does not follow from the entry before it';
  if (former !== undefined && entry.run !== former.run) return `is of another run, ${entry.run}`;
  const { happening } = entry;
  if ((happening.kind === 'run-started') !== (former === undefined)) {
    return former === undefined ? 'is the first and does not start a run' : 'starts a run in the middle of one';
  }
  if (happening.kind === 'run-started' && happening.run !== entry.run) return `starts another run than its own, ${happening.run}`;
  if (!isSigned(canonicalJson(unsigned), Buffer.from(signature, 'base64'), publicKey)) return 'is not signed with the key of this run';
  return null;
}
