import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, GitError } from './git.ts';

export interface UserRepository {
  readonly folder: string;
  /** What is rehearsed: HEAD, or the unnamed commit of the working tree as it is. */
  readonly commit: string;
  /** Files with uncommitted changes that the rehearsal leaves out. */
  readonly leftOut: readonly string[];
}

/** There is no commit that could be rehearsed in the folder: somebody has to name another one, or commit. */
export class NoCommitError extends Error {
  readonly folder: string;
  readonly problem: string;

  constructor(folder: string, problem: string, cause: GitError) {
    super(`${folder} ${problem}: a rehearsal is of a commit.`, { cause });
    this.name = 'NoCommitError';
    this.folder = folder;
    this.problem = problem;
  }
}

/** Looks at the user's repository and changes nothing in it but, for `workingTree`, adding loose objects. Throws NoCommitError where there is none. */
export async function readUserRepository(folder: string, options: { readonly workingTree: boolean }): Promise<UserRepository> {
  const top = await topLevel(folder);
  const head = await headOf(top);
  const changed = (await git(top, ['status', '--porcelain', '--untracked-files=all'])).split('\n').filter((line) => line !== '');
  if (!options.workingTree || changed.length === 0) return { folder: top, commit: head, leftOut: changed.map((line) => line.slice(3)) };
  return { folder: top, commit: await unnamedCommit(top, head), leftOut: [] };
}

async function topLevel(folder: string): Promise<string> {
  try {
    return (await git(folder, ['rev-parse', '--show-toplevel'])).trim();
  } catch (error) {
    if (error instanceof GitError) throw new NoCommitError(folder, 'is not in a git repository', error);
    throw error;
  }
}

async function headOf(folder: string): Promise<string> {
  try {
    return (await git(folder, ['rev-parse', '--verify', 'HEAD^{commit}'])).trim();
  } catch (error) {
    if (error instanceof GitError) throw new NoCommitError(folder, 'has no commit yet', error);
    throw error;
  }
}

/** The working tree as a commit on no branch, made through an index of its own so that the user's stays as it is. */
async function unnamedCommit(folder: string, head: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'rehearse-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(scratch, 'index') };
    await git(folder, ['read-tree', head], env);
    await git(folder, ['add', '--all'], env);
    const tree = (await git(folder, ['write-tree'], env)).trim();
    const author = (await git(folder, ['log', '-1', '--format=%an%n%ae', head])).split('\n');
    const name = (await configured(folder, 'user.name')) ?? author[0] ?? 'unknown';
    const email = (await configured(folder, 'user.email')) ?? author[1] ?? 'unknown';
    const identity = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    return (await git(folder, ['commit-tree', tree, '-p', head, '-m', 'The working tree as it is'], identity)).trim();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function configured(folder: string, key: string): Promise<string | null> {
  try {
    return (await git(folder, ['config', '--get', key])).trim();
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return null;
    throw error;
  }
}
