import { createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../../model/digest.ts';
import type { Happening, LedgerEntry } from '../../model/evidence.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { Signer } from '../../ports/signer.ts';
import { EvidenceError } from '../evidence-error.ts';
import { evidencePaths } from '../evidence-paths.ts';
import type { KeptFiles } from '../files/kept-file.ts';
import { KeptFilesOnDisk } from '../files/kept-files-on-disk.ts';
import { LineFile } from '../files/line-file.ts';
import type { WriteBytes } from '../files/write-bytes.ts';
import { unfinished, writeWhole } from '../files/write-whole.ts';
import { ledgerEntry } from '../schema/ledger-entry.ts';
import { sha256Of } from '../sha256-of.ts';
import { lineOf, signedEntry } from './ledger-line.ts';
import { readLedger } from './read-ledger.ts';

export interface FileEvidenceOptions {
  /** The run's output folder; everything goes into its `evidence`. */
  readonly out: string;
  readonly signer: Signer;
  readonly write?: WriteBytes;
}

/**
 * The run's evidence on disk. What `append` or `keep` have returned is there after a kill or a power cut; what they had not
 * is there whole, or not at all. One process at a time.
 */
export class FileEvidenceStore implements EvidenceStore {
  readonly #signer: Signer;
  readonly #ledger: LineFile;
  readonly #kept: KeptFilesOnDisk;
  readonly #entries: LedgerEntry[];
  #closed = false;

  private constructor(signer: Signer, ledger: LineFile, kept: KeptFilesOnDisk, entries: readonly LedgerEntry[]) {
    this.#signer = signer;
    this.#ledger = ledger;
    this.#kept = kept;
    this.#entries = [...entries];
  }

  /**
   * Starts evidence, or takes up what is there. A line that a kill left half written is cut off and kept aside: its happening
   * never counted, and the engine writes it again. Throws EvidenceError on evidence that was changed or that another key signed.
   */
  static open({ out, signer, write }: FileEvidenceOptions): FileEvidenceStore {
    removeUnfinished(join(out, evidencePaths.folder));
    publishKey(join(out, evidencePaths.publicKey), signer, write);
    const keepTorn = (torn: Uint8Array): void =>
      writeWhole(join(out, evidencePaths.torn, sha256Of(torn).slice('sha256:'.length)), torn, 0o644, write);
    const ledger = LineFile.open(join(out, evidencePaths.ledger), keepTorn, write);
    const read = readLedger(ledger.lines(), createPublicKey(signer.publicKeyPem));
    if (read.kind === 'broken') throw new EvidenceError(`${read.reason} It was changed after it was written: start a run of its own.`);
    return new FileEvidenceStore(signer, ledger, new KeptFilesOnDisk(out, keepTorn, write), read.entries);
  }

  // oxlint-disable-next-line typescript/require-await -- what goes wrong must reject, not throw
  async append(happening: Happening): Promise<LedgerEntry> {
    this.#refuseWhenClosed();
    const run = happening.kind === 'run-started' ? happening.run : this.#entries[0]?.run;
    if (run === undefined || (happening.kind === 'run-started' && this.#entries.length > 0)) {
      throw new EvidenceError(
        `A ledger starts with run-started and holds one run, so ${happening.kind} can't be written: use a new output folder.`,
      );
    }
    const entry = signedEntry(this.#entries.at(-1), run, happening, this.#signer);
    const line = lineOf(entry);
    refuseUnreadable(happening.kind, line);
    this.#ledger.append(line);
    this.#entries.push(entry);
    return entry;
  }

  entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  // oxlint-disable-next-line typescript/require-await -- what goes wrong must reject, not throw
  async keep(name: string, content: string | Uint8Array): Promise<Digest> {
    this.#refuseWhenClosed();
    return this.#kept.keep(name, content);
  }

  /** Takes nothing any more: what a step that was given up still finds out must not come into what is being signed. */
  close(): void {
    this.#closed = true;
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new EvidenceError('The run has ended, so its evidence takes nothing more: resume it.');
  }

  get kept(): KeptFiles {
    return this.#kept;
  }
}

/** What could not be read back would end every resumed run: better that it ends the step that made it. */
function refuseUnreadable(kind: string, line: string): void {
  const parsed = ledgerEntry.safeParse(JSON.parse(line));
  const [issue] = parsed.error?.issues ?? [];
  if (issue === undefined) return;
  throw new EvidenceError(
    `${kind} can't be written to the ledger: ${issue.path.join('.')}: ${issue.message}. This is a fault of the product: report it.`,
  );
}

function publishKey(path: string, { publicKeyPem }: Signer, write: WriteBytes | undefined): void {
  if (!existsSync(path)) return writeWhole(path, publicKeyPem, 0o644, write);
  if (readFileSync(path, 'utf8') === publicKeyPem) return;
  throw new EvidenceError(`${path} is not the public half of this run's key: the evidence was changed, start a run of its own.`);
}

function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new EvidenceError(`${folder} is in the way: it is no folder. Move it, or use another output folder.`);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith(unfinished)) rmSync(join(folder, name), { force: true });
  }
}
