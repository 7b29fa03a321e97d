import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { evidencePaths } from '../evidence-paths.ts';

/** A run's output as it lies there, from somebody who isn't trusted: plain files count, links don't. */
export interface EvidenceFolder {
  /** Null where there is no plain file of that path. */
  bytes(path: string): Uint8Array | null;
  text(path: string): string | null;
  /** Everything in `evidence` that is no folder, from the output folder, with `/`. */
  evidenceFiles(): readonly string[];
}

/** Takes the output folder or its `evidence` folder. */
export function openFolder(folder: string): EvidenceFolder {
  const given = resolve(folder);
  const out = basename(given) === evidencePaths.folder && !existsSync(join(given, evidencePaths.folder)) ? dirname(given) : given;
  const bytes = (path: string): Uint8Array | null => {
    const full = join(out, path);
    return isPlainFile(out, path) ? readFileSync(full) : null;
  };
  return {
    bytes,
    text: (path) => {
      const content = bytes(path);
      return content === null ? null : Buffer.from(content).toString('utf8');
    },
    evidenceFiles: () => filesUnder(out, evidencePaths.folder),
  };
}

/** No part of the path may be a link. */
function isPlainFile(out: string, path: string): boolean {
  const parts = path.split('/');
  const kinds = parts.map((_, index) => lstatSync(join(out, ...parts.slice(0, index + 1)), { throwIfNoEntry: false }));
  return kinds.every((kind, index) => (index === parts.length - 1 ? kind?.isFile() : kind?.isDirectory()) === true);
}

function filesUnder(out: string, folder: string): readonly string[] {
  if (!existsSync(join(out, folder))) return [];
  return readdirSync(join(out, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(out, path) : [path];
  });
}
