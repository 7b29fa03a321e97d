import { type EvidenceRead, readEvidence } from '../evidence/read-evidence.ts';
import { buildRecord } from '../evidence/record/build-record.ts';
import type { RehearsalRecord } from '../model/record.ts';

export interface FinishedRun extends EvidenceRead {
  readonly out: string;
  readonly record: RehearsalRecord;
}

/** A run's evidence, with the record that its ledger gives. Throws EvidenceError where there is none. */
export function readRun(out: string): FinishedRun {
  const read = readEvidence(out);
  return { ...read, out, record: buildRecord(read.entries) };
}
