import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../../model/digest.ts';
import { isDigest } from '../../model/digest.ts';
import { canonicalJson } from '../canonical-json.ts';
import { EvidenceError } from '../evidence-error.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { sha256Of } from '../sha256-of.ts';
import { keptFile, type KeptFile, type KeptFiles } from './kept-file.ts';
import { LineFile } from './line-file.ts';
import type { WriteBytes } from './write-bytes.ts';
import { writeWhole } from './write-whole.ts';

/** Files under their digests, and an index of the names that they were given. */
export class KeptFilesOnDisk implements KeptFiles {
  readonly #out: string;
  readonly #names: LineFile;
  readonly #write: WriteBytes | undefined;
  readonly #known: KeptFile[];

  constructor(out: string, keepTorn: (torn: Uint8Array) => void, write?: WriteBytes) {
    this.#out = out;
    this.#write = write;
    this.#names = LineFile.open(join(out, evidencePaths.names), keepTorn, write);
    this.#known = this.#names.lines().map(parseKeptFile);
  }

  list(): readonly KeptFile[] {
    return this.#known;
  }

  /** On disk when it returns. The same file again changes nothing. */
  keep(name: string, content: string | Uint8Array): Digest {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const digest = sha256Of(bytes);
    const path = keptPath(this.#out, digest);
    if (!existsSync(path)) writeWhole(path, bytes, 0o644, this.#write);
    if (this.#known.findLast((file) => file.name === name)?.digest === digest) return digest;
    const file: KeptFile = { name, digest, bytes: bytes.length };
    this.#names.append(canonicalJson(file));
    this.#known.push(file);
    return digest;
  }

  read(digest: string): Uint8Array | null {
    return readKept(this.#out, digest);
  }
}

export function keptPath(out: string, digest: Digest): string {
  return join(out, evidencePaths.files, digest.slice('sha256:'.length));
}

export function readKept(out: string, digest: string): Uint8Array | null {
  if (!isDigest(digest) || !existsSync(keptPath(out, digest))) return null;
  return readFileSync(keptPath(out, digest));
}

/** One line of the index of names. */
export function parseKeptFile(line: string): KeptFile {
  try {
    return keptFile.parse(JSON.parse(line));
  } catch (cause) {
    const reason = `The index of kept files holds a line that is none (${line.slice(0, 60)}): the evidence was changed, start a run of its own.`;
    throw new EvidenceError(reason, { cause });
  }
}
