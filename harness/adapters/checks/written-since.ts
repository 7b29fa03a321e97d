import { existsSync, readFileSync, statSync } from 'node:fs';

/** How much a file holds, in bytes; 0 where it isn't there. */
export function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** What was written to a file that only grows, behind its first `offset` bytes. */
export function writtenSince(path: string, offset: number): Uint8Array {
  return sizeOf(path) <= offset ? new Uint8Array() : readFileSync(path).subarray(offset);
}
