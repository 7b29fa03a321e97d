import type { KeyObject } from 'node:crypto';
import type { LedgerEntry } from '../../model/evidence.ts';
import { ledgerEntry } from '../schema/ledger-entry.ts';
import { entryFault, lineOf } from './ledger-line.ts';

export type LedgerRead =
  | { readonly kind: 'whole'; readonly entries: readonly LedgerEntry[] }
  /** `entries` are those before the one that is wrong. */
  | { readonly kind: 'broken'; readonly entries: readonly LedgerEntry[]; readonly reason: string };

/** Reads whole lines and checks each: its form, its place in the chain, its signature. */
export function readLedger(lines: readonly string[], publicKey: KeyObject): LedgerRead {
  const entries: LedgerEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    const fault = entry === null ? 'is no entry that this version can read' : entryFault(entry, entries.at(-1), publicKey);
    if (entry === null || fault !== null)
      return { kind: 'broken', entries, reason: `Line ${String(index + 1)} of the ledger ${fault ?? ''}.` };
    entries.push(entry);
  }
  return { kind: 'whole', entries };
}

/** Null where the line isn't the canonical JSON of an entry. */
function parseLine(line: string): LedgerEntry | null {
  try {
    const raw: unknown = JSON.parse(line);
    if (!ledgerEntry.safeParse(raw).success) return null;
    const entry = raw as LedgerEntry;
    return lineOf(entry) === line ? entry : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError || cause instanceof RangeError) return null;
    throw cause;
  }
}
