import type { Digest } from '../model/digest.ts';
import type { Happening, LedgerEntry } from '../model/evidence.ts';

/** Append-only: hash-chained, signed, on disk when the call returns. */
export interface EvidenceStore {
  append(happening: Happening): Promise<LedgerEntry>;
  entries(): readonly LedgerEntry[];
  /** Keeps a file (a report, a log, a stack's events) under its digest. `name` is what a person sees. */
  keep(name: string, content: string | Uint8Array): Promise<Digest>;
}
