import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cannotWrite, EvidenceError } from '../evidence-error.ts';
import { toDisk, writeAll, type WriteBytes } from './write-bytes.ts';
import { syncFolder } from './write-whole.ts';

export interface LineFileContent {
  /** Those that were written to their end. */
  readonly lines: readonly string[];
  /** What a killed writer left after the last of them; empty in a file that is whole. */
  readonly torn: Uint8Array;
}

/** Whole lines and what is left after them. Text of other bytes than UTF-8 reads differently, and so can't have been signed. */
export function splitLines(bytes: Uint8Array): LineFileContent {
  const end = bytes.lastIndexOf(0x0a) + 1;
  const text = Buffer.from(bytes.subarray(0, end)).toString('utf8');
  return { lines: text.split('\n').slice(0, -1), torn: bytes.subarray(end) };
}

/** A file to which lines are appended and that nobody else writes to. A line is on disk when `append` returns. */
export class LineFile {
  readonly #path: string;
  readonly #write: WriteBytes;
  #length: number;

  private constructor(path: string, length: number, write: WriteBytes) {
    this.#path = path;
    this.#length = length;
    this.#write = write;
  }

  /** Cuts off what isn't a whole line, after `keepTorn` has put it elsewhere. */
  static open(path: string, keepTorn: (torn: Uint8Array) => void, write: WriteBytes = toDisk): LineFile {
    const content = readIfThere(path);
    const { torn } = splitLines(content);
    const file = new LineFile(path, content.length - torn.length, write);
    if (torn.length === 0) return file;
    keepTorn(torn);
    file.#change((descriptor) => ftruncateSync(descriptor, file.#length));
    return file;
  }

  lines(): readonly string[] {
    return splitLines(readIfThere(this.#path).subarray(0, this.#length)).lines;
  }

  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    this.#change((descriptor) => {
      if (fstatSync(descriptor).size !== this.#length) throw writtenByAnother(this.#path);
      try {
        writeAll(descriptor, bytes, this.#write);
        fsyncSync(descriptor);
      } catch (cause) {
        ftruncateSync(descriptor, this.#length);
        throw cause;
      }
    });
    this.#length += bytes.length;
  }

  #change(change: (descriptor: number) => void): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const isNew = this.#length === 0;
      const descriptor = openSync(this.#path, 'a', 0o644);
      try {
        change(descriptor);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      if (isNew) syncFolder(dirname(this.#path));
    } catch (cause) {
      throw cause instanceof EvidenceError ? cause : cannotWrite(this.#path, cause);
    }
  }
}

function writtenByAnother(path: string): EvidenceError {
  return new EvidenceError(`Another process has written to ${path} meanwhile: let one run at a time use this output folder, then resume.`);
}

function readIfThere(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return new Uint8Array();
    throw new EvidenceError(`${path} can't be read: see that it is a file and may be read.`, { cause });
  }
}
