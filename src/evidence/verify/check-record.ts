import type { LedgerEntry } from '../../model/evidence.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { buildRecord } from '../record/build-record.ts';
import { recordText } from '../record/record-text.ts';
import { validateRecord } from '../record/validate-record.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { VerifyCheck } from './verify-result.ts';

/** rehearsal.json must be what the ledger says, to the byte, and hold together. */
export function checkRecord(folder: EvidenceFolder, entries: readonly LedgerEntry[]): VerifyCheck {
  const record = buildRecord(entries);
  if (folder.text(evidencePaths.record) !== recordText(record))
    return failed(`${evidencePaths.record} is not the record that the ledger gives.`);
  const validation = validateRecord(record);
  if (validation.kind === 'invalid') return failed(`The record does not hold together: ${validation.problems.join('; ')}.`);
  return { name: 'record', kind: 'ok', reason: `${evidencePaths.record} is what the ledger says: ${record.outcome}.` };
}

function failed(reason: string): VerifyCheck {
  return { name: 'record', kind: 'failed', reason };
}
