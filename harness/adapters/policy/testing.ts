import type { CommitFiles } from './commit-files.ts';

/** A commit with these files. */
export function filesOf(files: Readonly<Record<string, string>>): CommitFiles {
  return { paths: () => Promise.resolve(Object.keys(files)), read: (path) => Promise.resolve(files[path] ?? null) };
}
