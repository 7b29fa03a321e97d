import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../source/git.ts';

/** A repository's files as git knows them, uncommitted ones too: what is ignored is nobody's source. */
export interface RepositoryFiles {
  readonly root: string;
  readonly paths: readonly string[];
  has(path: string): boolean;
  read(path: string): Promise<string>;
}

export async function repositoryFiles(root: string): Promise<RepositoryFiles> {
  const listed = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const paths = listed.split('\0').filter((path) => path !== '' && !path.split('/').includes('node_modules'));
  const known = new Set(paths);
  return { root, paths, has: (path) => known.has(path), read: (path) => readFile(join(root, path), 'utf8') };
}
