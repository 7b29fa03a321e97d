import type { KeyObject } from 'node:crypto';
import type { LedgerEntry } from '../../model/evidence.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { splitLines } from '../files/line-file.ts';
import { lastOfRun } from '../ledger/last-of-run.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { VerifyCheck } from './verify-result.ts';

export interface LedgerChecked {
  /** Those before the first that is wrong. */
  readonly entries: readonly LedgerEntry[];
  readonly check: VerifyCheck;
}

/** Form, order, chain and signature of every entry, and that the run has come to its end. */
export function checkLedger(folder: EvidenceFolder, publicKey: KeyObject): LedgerChecked {
  const content = folder.bytes(evidencePaths.ledger);
  if (content === null) return { entries: [], check: failed('There is no ledger.') };
  const { lines, torn } = splitLines(content);
  const read = readLedger(lines, publicKey);
  const { entries } = read;
  if (read.kind === 'broken') return { entries, check: failed(read.reason) };
  if (torn.length > 0) return { entries, check: failed('The ledger ends in the middle of a line: resume the run.') };
  if (lastOfRun(entries.map(({ happening }) => happening))?.kind !== 'run-finished') {
    return {
      entries,
      check: failed('The ledger does not end with run-finished: entries were dropped, or the run has not ended and can be resumed.'),
    };
  }
  const reason = `${String(entries.length)} entries, each signed and chained to the one before, from the run's beginning to its end.`;
  return { entries, check: { name: 'ledger', kind: 'ok', reason } };
}

function failed(reason: string): VerifyCheck {
  return { name: 'ledger', kind: 'failed', reason };
}
