import { appendFileSync, existsSync, statSync, truncateSync } from 'node:fs';

/** Appends to a file that nobody else writes to. A line that doesn't fit on the disk throws and leaves no part of itself: the next would go on in it. */
export function appendLine(path: string, line: string, append: (path: string, text: string) => void = appendFileSync): void {
  const before = existsSync(path) ? statSync(path).size : 0;
  try {
    append(path, `${line}\n`);
  } catch (error) {
    if (existsSync(path)) truncateSync(path, before);
    throw error;
  }
}
