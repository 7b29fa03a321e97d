import type { ReportSource } from '../../evidence/finish-evidence.ts';
import type { KeptFile } from '../../evidence/files/kept-file.ts';
import { buildRecord } from '../../evidence/record/build-record.ts';
import { signedLedger } from '../../evidence/testing/signed-ledger.ts';
import type { Happening } from '../../model/evidence.ts';

/** What a report of such a run is made from. */
export function sourceOf({ happenings }: { readonly happenings: readonly Happening[] }, files: readonly KeptFile[] = []): ReportSource {
  const entries = signedLedger(happenings);
  return { record: buildRecord(entries), entries, kept: { list: () => files, read: () => null }, fingerprint: 'f'.repeat(64) };
}
