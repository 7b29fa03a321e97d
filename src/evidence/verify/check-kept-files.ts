import { isDigest } from '../../model/digest.ts';
import type { LedgerEntry } from '../../model/evidence.ts';
import { EvidenceError } from '../evidence-error.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { splitLines } from '../files/line-file.ts';
import type { KeptFile } from '../files/kept-file.ts';
import { parseKeptFile } from '../files/kept-files-on-disk.ts';
import { sha256Of } from '../sha256-of.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { VerifyCheck } from './verify-result.ts';

/** What gates name as evidence is kept, under its digest and a name, and nothing else is. */
export function checkKeptFiles(folder: EvidenceFolder, entries: readonly LedgerEntry[]): VerifyCheck {
  const index = readIndex(folder);
  if (index === null) return failed(`${evidencePaths.names} is no index of names that this version can read.`);
  const named = new Set<string>(index.map((file) => file.digest));
  const stored = storedDigests(folder);
  const fault =
    [...stored]
      .map((digest) => contentFault(folder, digest) ?? (named.has(digest) ? null : `${digest} has no name in the index.`))
      .find(isFault) ??
    index.map((file) => (stored.has(file.digest) ? null : `${file.name} (${file.digest}) is in the index and not kept.`)).find(isFault) ??
    unkept(entries, stored);
  if (fault !== null) return failed(fault);
  return { name: 'kept files', kind: 'ok', reason: `${String(stored.size)} kept files have the digests that they are named by.` };
}

function isFault(fault: string | null): fault is string {
  return fault !== null;
}

function unkept(entries: readonly LedgerEntry[], stored: ReadonlySet<string>): string | null {
  for (const { happening } of entries) {
    if (happening.kind !== 'step-finished') continue;
    const lost = happening.evidence.find((digest) => !stored.has(digest));
    if (lost !== undefined) return `${happening.environment}/${happening.name} names ${lost} as evidence, and it is not kept.`;
  }
  return null;
}

function storedDigests(folder: EvidenceFolder): ReadonlySet<string> {
  const prefix = `${evidencePaths.files}/`;
  return new Set(folder.evidenceFiles().flatMap((path) => (path.startsWith(prefix) ? [`sha256:${path.slice(prefix.length)}`] : [])));
}

function contentFault(folder: EvidenceFolder, digest: string): string | null {
  const content = isDigest(digest) ? folder.bytes(`${evidencePaths.files}/${digest.slice('sha256:'.length)}`) : null;
  return content !== null && sha256Of(content) === digest ? null : `${digest} does not have the digest that it is named by.`;
}

/** A run that kept nothing has no index. */
function readIndex(folder: EvidenceFolder): readonly KeptFile[] | null {
  const { lines, torn } = splitLines(folder.bytes(evidencePaths.names) ?? new Uint8Array());
  if (torn.length > 0) return null;
  try {
    return lines.map(parseKeptFile);
  } catch (cause) {
    if (cause instanceof EvidenceError) return null;
    throw cause;
  }
}

function failed(reason: string): VerifyCheck {
  return { name: 'kept files', kind: 'failed', reason };
}
