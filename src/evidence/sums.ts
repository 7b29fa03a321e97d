import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidencePaths } from './evidence-paths.ts';
import { sha256Of } from './sha256-of.ts';

export interface SumLine {
  /** From the output folder, with `/`. */
  readonly path: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** The digests of the evidence folder's own files and of `documents`, as `sha256sum --check` reads them, by path. */
export function sumsOf(out: string, documents: readonly string[]): string {
  const paths = [...documents, ...ownFiles(out)].sort((a, b) => (a < b ? -1 : 1));
  return paths.map((path) => `${sha256Of(readFileSync(join(out, path))).slice('sha256:'.length)}  ${path}\n`).join('');
}

/** What belongs into the evidence folder; a file that somebody else put there is none of it, and verification says so. */
function ownFiles(out: string): readonly string[] {
  const { ledger, names, publicKey, howToVerify, files, torn, attestations } = evidencePaths;
  const single = [ledger, names, publicKey, howToVerify].filter((path) => existsSync(join(out, path)));
  const inFolders = [files, torn, attestations].flatMap((folder) => namesIn(join(out, folder)).map((name) => `${folder}/${name}`));
  return [...single, ...inFolders];
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

const line = /^([0-9a-f]{64}) {2}([A-Za-z0-9_./-]+)$/;

/** Null where a line isn't of sha256sum's form, or leads out of the folder, or a path is there twice. */
export function parseSums(text: string): readonly SumLine[] | null {
  if (!text.endsWith('\n')) return null;
  const sums: SumLine[] = [];
  for (const each of text.slice(0, -1).split('\n')) {
    const [, sha256, path] = line.exec(each) ?? [];
    if (sha256 === undefined || path === undefined || !isInside(path)) return null;
    sums.push({ sha256, path });
  }
  return new Set(sums.map((sum) => sum.path)).size === sums.length ? sums : null;
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
