import { writeSync } from 'node:fs';

/** Writes as much as goes at once and says how much that was: node's writeSync. Handed in, so that a full disk can be tried. */
export type WriteBytes = (file: number, bytes: Uint8Array, offset: number) => number;

export const toDisk: WriteBytes = (file, bytes, offset) => writeSync(file, bytes, offset);

export function writeAll(file: number, bytes: Uint8Array, write: WriteBytes): void {
  for (let written = 0; written < bytes.length;) written += write(file, bytes, written);
}
