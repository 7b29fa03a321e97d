import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../model/evidence.ts';
import type { RehearsalRecord } from '../model/record.ts';
import { envelopeOf } from './attestations/dsse.ts';
import { statementsOf } from './attestations/statements-of.ts';
import { evidencePaths } from './evidence-paths.ts';
import type { KeptFiles } from './files/kept-file.ts';
import { writeWhole } from './files/write-whole.ts';
import { howToVerify } from './how-to-verify.ts';
import { buildRecord } from './record/build-record.ts';
import { recordText } from './record/record-text.ts';
import { sumsOf } from './sums.ts';
import type { RunSigner } from './signing/open-signer.ts';

/** What a report can be made from, and nothing else. */
export interface ReportSource {
  readonly record: RehearsalRecord;
  readonly entries: readonly LedgerEntry[];
  readonly kept: KeptFiles;
  /** Of the key that signed it all, 64 hex digits. */
  readonly fingerprint: string;
}

export interface FinishOptions {
  /** The run's output folder. */
  readonly out: string;
  readonly signer: RunSigner;
  readonly store: { entries(): readonly LedgerEntry[]; readonly kept: KeptFiles };
  /** The documents for people and CI: path from the output folder, with `/` -> content. They are covered by the signature too. */
  readonly documents: (source: ReportSource) => ReadonlyMap<string, string>;
}

/**
 * Writes the record, the documents, the attestations and last the signed list of them all. The same ledger gives the same bytes,
 * so a run that was killed in here, or went on, does it again. Throws EvidenceError on a disk that can't take it.
 */
export function finishEvidence({ out, signer, store, documents }: FinishOptions): RehearsalRecord {
  const entries = store.entries();
  const record = buildRecord(entries);
  const write = (path: string, content: string | Uint8Array): void => writeWhole(join(out, path), content);
  // A list of what was there before would be wrong from the first write on.
  for (const path of [evidencePaths.sumsSignature, evidencePaths.sums]) rmSync(join(out, path), { force: true });
  write(evidencePaths.record, recordText(record));
  const rendered = documents({ record, entries, kept: store.kept, fingerprint: signer.fingerprint });
  for (const [path, content] of rendered) write(path, content);
  const statements = statementsOf(entries, record);
  removeOthers(join(out, evidencePaths.attestations), new Set(statements.keys()));
  for (const [name, statement] of statements) write(`${evidencePaths.attestations}/${name}`, envelopeOf(statement, signer));
  write(evidencePaths.howToVerify, howToVerify(signer.fingerprint, entries[0]?.run ?? ''));
  const sums = sumsOf(out, [evidencePaths.record, ...rendered.keys()]);
  write(evidencePaths.sums, sums);
  write(evidencePaths.sumsSignature, signer.sign(Buffer.from(sums)));
  return record;
}

/** A stage that had passed when the run was finished before may have been gone through again. */
function removeOthers(folder: string, wanted: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name));
}
