import { closeSync, openSync, readSync } from 'node:fs';
import { sizeOf } from '../checks/written-since.ts';

/** The whole lines that a file that only grows got since they were last asked for; a last line that is still being written waits. */
export class GrowingLines {
  readonly #path: string;
  #offset: number;

  /** From `offset` on; from its beginning where it isn't there yet. */
  constructor(path: string, offset: number) {
    this.#path = path;
    this.#offset = offset;
  }

  read(): readonly string[] {
    const more = sizeOf(this.#path) - this.#offset;
    if (more <= 0) return [];
    const bytes = Buffer.alloc(more);
    const file = openSync(this.#path, 'r');
    let got = 0;
    try {
      got = readSync(file, bytes, 0, more, this.#offset);
    } finally {
      closeSync(file);
    }
    const end = bytes.subarray(0, got).lastIndexOf('\n');
    if (end === -1) return [];
    this.#offset += end + 1;
    return bytes.subarray(0, end).toString('utf8').split('\n');
  }
}
