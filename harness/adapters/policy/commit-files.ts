import type { GitSource } from '../source/source-git.ts';

/** What one commit holds: nothing of a work tree, so nothing that a check has written. */
export interface CommitFiles {
  paths(): Promise<readonly string[]>;
  /** Null where the commit has no such file. */
  read(path: string): Promise<string | null>;
}

export function commitFiles(source: Pick<GitSource, 'kindsOf' | 'show'>, commit: string): CommitFiles {
  let listed: Promise<readonly string[]> | undefined;
  return {
    paths: () => (listed ??= source.kindsOf(commit).then((kinds) => [...kinds].flatMap(([path, kind]) => (kind === 'file' ? [path] : [])))),
    read: (path) => source.show(commit, path),
  };
}
