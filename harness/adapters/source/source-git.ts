import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Source } from '../../../src/ports/source.ts';
import { git, GitError } from './git.ts';
import { isRelease, newestRelease } from './versions.ts';

/** A git that was killed leaves the locks of its references for ever; nobody else works in a run's own clone. */
async function removeLocks(clone: string): Promise<void> {
  const names = [...(await readdir(join(clone, 'refs'), { recursive: true })).map((name) => join('refs', name)), ...(await readdir(clone))];
  for (const name of names) if (name.endsWith('.lock')) await rm(join(clone, name), { force: true });
}

async function resolveIn(repository: string, revision: string): Promise<string | null> {
  try {
    return (await git(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])).trim();
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** Reads `name` of `commit`, and keeps what was read where that is a commit's own name: a tag or a branch may move. */
async function once<Read>(
  kept: Map<string, Promise<Read>>,
  commit: string,
  name: string,
  read: (name: string) => Promise<Read>,
): Promise<Read> {
  if (!/^[0-9a-f]{40}$/.test(commit)) return await read(name);
  const reading = kept.get(name) ?? read(name);
  kept.set(name, reading);
  const forget = (): boolean => kept.delete(name);
  // What is not there may be fetched yet.
  reading.then((found) => found === null && forget(), forget);
  return await reading;
}

/** False where git can't: a git that was killed leaves its locks and half a work tree, and a new tree is cheaper than a repair. */
async function resetTo(commit: string, folder: string): Promise<boolean> {
  try {
    await git(folder, ['reset', '--quiet', '--hard', commit]);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

/**
 * A bare clone of the user's repository, the rehearsal's own: tags and the merge that the path's triggers ask for are made here and never
 * reach the user's.
 */
export class GitSource implements Source {
  readonly commit: string;
  readonly #clone: string;
  /** What a commit holds never changes, and to start git costs more than to read. */
  readonly #shown = new Map<string, Promise<string | null>>();
  readonly #kinds = new Map<string, Promise<ReadonlyMap<string, 'file' | 'folder'>>>();

  private constructor(clone: string, commit: string) {
    this.#clone = clone;
    this.commit = commit;
  }

  /** Clones `repository` to `clone`, or takes up the clone of an earlier run. `commit` must be in the repository. */
  static async open(repository: string, clone: string, commit: string): Promise<GitSource> {
    if (!existsSync(join(clone, 'HEAD'))) {
      const unfinished = `${clone}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(dirname(clone), { recursive: true });
      await git(dirname(clone), ['clone', '--quiet', '--bare', repository, unfinished]);
      // An unnamed commit (--working-tree) is on no branch, so a clone doesn't bring it.
      await git(unfinished, ['fetch', '--quiet', repository, commit]).catch((error: unknown) => {
        if (!(error instanceof GitError)) throw error;
        throw new Error(`commit ${commit} is not in ${repository}`, { cause: error });
      });
      await git(unfinished, ['update-ref', `refs/rehearsal/${commit}`, commit]);
      await rename(unfinished, clone);
    }
    await removeLocks(clone);
    return new GitSource(clone, commit);
  }

  /** Reads a clone that another process may be at work in. */
  static at(clone: string, commit: string): GitSource {
    return new GitSource(clone, commit);
  }

  /**
   * The commit that `repository`, a folder of the user's, calls `revision` now, with all that it was made from; null where it knows none.
   * Only objects come: no branch or tag of the clone is moved.
   */
  async bring(repository: string, revision: string): Promise<string | null> {
    const commit = await resolveIn(repository, revision);
    if (commit === null) return null;
    await git(this.#clone, ['fetch', '--quiet', '--no-tags', repository, commit]);
    await git(this.#clone, ['update-ref', `refs/rehearsal/${commit}`, commit]);
    return commit;
  }

  /** The merge that brings the commit to `branch`, as the path's first trigger has it. False where the two have diverged: merge or rebase first. */
  async mergeInto(branch: string): Promise<boolean> {
    const tip = await this.#resolve(`refs/heads/${branch}`);
    if (tip !== null && !(await this.#isAncestor(tip, this.commit))) return await this.#isAncestor(this.commit, tip);
    await git(this.#clone, ['update-ref', `refs/heads/${branch}`, this.commit]);
    return true;
  }

  async commitOfTag(tag: string): Promise<string | null> {
    return await this.#resolve(`refs/tags/${tag}`);
  }

  async isOnBranch(commit: string, branch: string): Promise<boolean> {
    const tip = await this.#resolve(`refs/heads/${branch}`);
    return tip !== null && (await this.#isAncestor(commit, tip));
  }

  async releases(): Promise<readonly { readonly tag: string; readonly commit: string }[]> {
    const tags = (await this.allTags()).filter(isRelease);
    const commits = await Promise.all(tags.map((tag) => this.commitOfTag(tag)));
    return tags.flatMap((tag, index) => {
      const commit = commits[index] ?? null;
      return commit === null ? [] : [{ tag, commit }];
    });
  }

  async taggedAt(tag: string): Promise<string> {
    const seconds = await git(this.#clone, ['for-each-ref', '--format=%(creatordate:unix)', `refs/tags/${tag}`]);
    return new Date(Number(seconds.trim()) * 1_000).toISOString();
  }

  async isCutFrom(commit: string, base: string, trunk: string): Promise<boolean> {
    if (!(await this.#isAncestor(base, commit))) return false;
    try {
      const shared = (await git(this.#clone, ['merge-base', '--all', commit, `refs/heads/${trunk}`]))
        .split('\n')
        .filter((line) => line !== '');
      return (await Promise.all(shared.map((each) => this.#isAncestor(each, base)))).every(Boolean);
    } catch (error) {
      // git says with its exit code that the two have nothing in common.
      if (error instanceof GitError && error.exitCode === 1) return true;
      throw error;
    }
  }

  /** The branch by such a name (`hotfix/*`) that holds the commit while `trunk` does not; null where none does. */
  async hotfixBranchOf(commit: string, pattern: string, trunk: string): Promise<string | null> {
    if (await this.isOnBranch(commit, trunk)) return null;
    const listed = await git(this.#clone, ['for-each-ref', '--format=%(refname)', '--contains', commit, `refs/heads/${pattern}`]);
    const [first] = listed.split('\n').filter((line) => line !== '');
    return first?.slice('refs/heads/'.length) ?? null;
  }

  async tag(name: string, commit: string): Promise<void> {
    const present = await this.commitOfTag(name);
    if (present === commit) return;
    if (present !== null) throw new Error(`tag ${name} names commit ${present} already and can't be put on ${commit}`);
    await git(this.#clone, ['update-ref', `refs/tags/${name}`, commit, '']);
  }

  async authorsSinceLastRelease(commit: string): Promise<readonly string[]> {
    const last = await this.lastReleaseBefore(commit);
    const range = last === null ? [commit] : [`${last.tag}..${commit}`];
    const log = await git(this.#clone, ['log', '--format=%aN <%aE>%n%(trailers:key=Co-authored-by,valueonly)', ...range]);
    return [...new Set(log.split('\n').filter((line) => line.trim() !== ''))].sort();
  }

  /** The newest release tag among the commit's ancestors, the commit itself left out. */
  async lastReleaseBefore(commit: string): Promise<{ readonly tag: string; readonly commit: string } | null> {
    const tags = (await git(this.#clone, ['tag', '--merged', commit])).split('\n');
    const own = new Set((await git(this.#clone, ['tag', '--points-at', commit])).split('\n'));
    const tag = newestRelease(tags.filter((name) => !own.has(name)));
    if (tag === null) return null;
    const at = await this.commitOfTag(tag);
    return at === null ? null : { tag, commit: at };
  }

  async tagsOf(commit: string): Promise<readonly string[]> {
    return (await git(this.#clone, ['tag', '--points-at', commit])).split('\n').filter((tag) => tag !== '');
  }

  async allTags(): Promise<readonly string[]> {
    return (await git(this.#clone, ['tag', '--list'])).split('\n').filter((tag) => tag !== '');
  }

  /** A file as the commit holds it; null where it doesn't. */
  async show(commit: string, path: string): Promise<string | null> {
    return await once(this.#shown, commit, `${commit}:${path}`, async (name) => {
      try {
        return await git(this.#clone, ['show', name]);
      } catch (error) {
        if (error instanceof GitError) return null;
        throw error;
      }
    });
  }

  /** Every path of the commit, folders too. */
  async kindsOf(commit: string): Promise<ReadonlyMap<string, 'file' | 'folder'>> {
    return await once(this.#kinds, commit, commit, async () => {
      const listed = await git(this.#clone, ['ls-tree', '-r', '-t', '-z', '--format=%(objecttype) %(path)', commit]);
      const entries = listed.split('\0').filter((line) => line !== '');
      return new Map(entries.map((line) => [line.slice(line.indexOf(' ') + 1), line.startsWith('tree ') ? 'folder' : 'file']));
    });
  }

  async resolve(revision: string): Promise<string | null> {
    return await this.#resolve(revision);
  }

  /** A work tree of its own with the commit checked out. One that is there is brought back to the commit: nothing changes it unseen. */
  async checkOut(commit: string, folder: string): Promise<void> {
    if (existsSync(join(folder, '.git')) && (await resetTo(commit, folder))) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    // Expired at once: a tree that was just removed, or half made, would hold its name for months.
    await git(this.#clone, ['worktree', 'prune', '--expire', 'now']);
    await git(this.#clone, ['worktree', 'add', '--quiet', '--force', '--detach', folder, commit]);
  }

  async #resolve(reference: string): Promise<string | null> {
    return await resolveIn(this.#clone, reference);
  }

  async #isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    try {
      await git(this.#clone, ['merge-base', '--is-ancestor', ancestor, descendant]);
      return true;
    } catch (error) {
      if (error instanceof GitError && error.exitCode === 1) return false;
      throw error;
    }
  }
}
