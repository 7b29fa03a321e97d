import type { Digest } from '../../model/digest.ts';
import type { Happening, LedgerEntry } from '../../model/evidence.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { digestNamed, sha256 } from './sample-release.ts';

/** A ledger in memory, without chain or signatures. Outlives the worlds that it is handed to, as a real one outlives a kill. */
export class FakeEvidence implements EvidenceStore {
  readonly #entries: LedgerEntry[] = [];
  readonly kept = new Map<string, string>();

  append(happening: Happening): Promise<LedgerEntry> {
    const entry = { index: this.#entries.length, run: 'run-1', previous: digestNamed('previous'), happening, signature: '' };
    this.#entries.push(entry);
    return Promise.resolve(entry);
  }

  entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  keep(name: string, content: string | Uint8Array): Promise<Digest> {
    this.kept.set(name, typeof content === 'string' ? content : new TextDecoder().decode(content));
    return Promise.resolve(sha256(content));
  }

  get happenings(): readonly Happening[] {
    return this.#entries.map((entry) => entry.happening);
  }

  /** What a kill after so many entries leaves. */
  cutTo(entries: number): FakeEvidence {
    const cut = new FakeEvidence();
    cut.#entries.push(...this.#entries.slice(0, entries));
    return cut;
  }
}
