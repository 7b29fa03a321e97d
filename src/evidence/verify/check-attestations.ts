import type { KeyObject } from 'node:crypto';
import type { LedgerEntry } from '../../model/evidence.ts';
import { openEnvelope } from '../attestations/dsse.ts';
import { statementsOf } from '../attestations/statements-of.ts';
import { canonicalJson } from '../canonical-json.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { buildRecord } from '../record/build-record.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { VerifyCheck } from './verify-result.ts';

/** Exactly the statements that the ledger bears out are there, each in an envelope that the run's key has signed. */
export function checkAttestations(folder: EvidenceFolder, entries: readonly LedgerEntry[], publicKey: KeyObject): VerifyCheck {
  const due = statementsOf(entries, buildRecord(entries));
  for (const [name, statement] of due) {
    const path = `${evidencePaths.attestations}/${name}`;
    const text = folder.text(path);
    if (text === null) return failed(`${path} is missing.`);
    const found = openEnvelope(text, publicKey);
    if (found === null) return failed(`${path} is no envelope that the key of this run has signed.`);
    if (canonicalJson(found) !== canonicalJson(statement)) return failed(`${path} attests what the ledger does not bear out.`);
  }
  const prefix = `${evidencePaths.attestations}/`;
  const extra = folder.evidenceFiles().find((path) => path.startsWith(prefix) && !due.has(path.slice(prefix.length)));
  if (extra !== undefined) return failed(`${extra} attests what the ledger does not bear out.`);
  return { name: 'attestations', kind: 'ok', reason: `${String(due.size)} statements are signed and say what the ledger says.` };
}

function failed(reason: string): VerifyCheck {
  return { name: 'attestations', kind: 'failed', reason };
}
