import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { line, type Terminal } from './terminal.ts';

/**
 * The repository that was named; null for the shipped sample. Who names none in a project of their own is told which one it is, and how to get theirs
 * (`own`; null where the run says itself whose it is).
 */
export function projectFolder(
  dir: string | undefined,
  { cwd, stderr }: Pick<Terminal, 'cwd' | 'stderr'>,
  own: string | null,
): string | null {
  if (dir !== undefined) return resolve(cwd, dir);
  if (own !== null && existsSync(join(cwd, 'rehearsal.yaml')))
    line(stderr, `Without a folder this is the shipped sample. This folder's: ${own}`);
  return null;
}
