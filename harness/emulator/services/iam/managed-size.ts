import { sizeOf } from './documents.ts';
import { limitExceeded } from './errors.ts';

const largest = 6144;

/** A managed policy's document, where it is not too long. */
export function checkManagedSize(document: string): string {
  if (sizeOf(document) > largest) throw limitExceeded(`Cannot exceed quota for PolicySize: ${String(largest)}`);
  return document;
}
