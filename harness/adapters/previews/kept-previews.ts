import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlannedEnvironment } from '../../backends/backend.ts';

/** A branch's environment in a world that is up, beside those of the path. */
export interface KeptPreview {
  /** What it was asked for by: a branch, a tag or a commit. */
  readonly revision: string;
  /** What is live there; null until something is. */
  readonly commit: string | null;
  /** The environment whose database was copied, and whose settings hold. */
  readonly from: string;
  readonly environment: PlannedEnvironment;
}

export interface KeptPreviews {
  readonly schema: 'previews/1';
  readonly previews: readonly KeptPreview[];
  /** Every account that a preview ever had in this world: none is given twice, for what others have granted to one outlives it. */
  readonly accounts: readonly string[];
}

const none: KeptPreviews = { schema: 'previews/1', previews: [], accounts: [] };

/** Those of the run in `out`. */
export function readPreviews(out: string): KeptPreviews {
  const path = fileIn(out);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KeptPreviews) : none;
}

/** Whole, or not at all: a kill leaves what was there. */
export function keepPreview(out: string, preview: KeptPreview): void {
  const { previews, accounts } = readPreviews(out);
  const { name, account } = preview.environment;
  write(out, {
    ...none,
    previews: [...previews.filter(({ environment }) => environment.name !== name), preview],
    accounts: [...new Set([...accounts, account])],
  });
}

export function forgetPreview(out: string, name: string): void {
  const kept = readPreviews(out);
  write(out, { ...kept, previews: kept.previews.filter(({ environment }) => environment.name !== name) });
}

function fileIn(out: string): string {
  return join(out, 'state', 'previews.json');
}

function write(out: string, kept: KeptPreviews): void {
  const path = fileIn(out);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.unfinished`, JSON.stringify(kept, null, 2));
  renameSync(`${path}.unfinished`, path);
}
