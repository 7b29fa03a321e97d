import { cp, rm } from 'node:fs/promises';
import { git } from '../source/git.ts';
import { makeSampleRepository, type SampleProject } from '../source/sample-repository.ts';

const commitTime = '2026-11-18T09:00:00+01:00';

export interface PatchedHistory {
  readonly files: readonly string[];
  readonly message: string;
  /** Where the commits lie; on the trunk where absent. */
  readonly branch?: { readonly name: string; readonly from: string };
  /** Tags that are there already, by what they name: `HEAD~1`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The sample as a repository, with each patch as one more commit of its last author's. The patches are the only difference. */
export async function makePatchedRepository(sample: SampleProject, folder: string, patches: PatchedHistory | null): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await makeSampleRepository(sample, folder);
  await lay(folder, patches);
}

/** The same out of `made`, the sample as a repository without patches: to copy it is cheaper than to make its history again. */
export async function makePatchedCopy(made: string, folder: string, patches: PatchedHistory | null): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(made, folder, { recursive: true, verbatimSymlinks: true });
  // The index has the times of the files that were copied.
  await git(folder, ['update-index', '-q', '--refresh']);
  await lay(folder, patches);
}

async function lay(folder: string, patches: PatchedHistory | null): Promise<void> {
  if (patches?.branch !== undefined) await git(folder, ['checkout', '--quiet', '-b', patches.branch.name, patches.branch.from]);
  for (const [index, file] of (patches?.files ?? []).entries()) {
    await git(folder, ['apply', '--index', file]);
    await commit(folder, `${patches?.message ?? ''}${index === 0 ? '' : `, ${index + 1}`}`);
  }
  for (const [tag, revision] of Object.entries(patches?.tags ?? {}))
    await git(folder, ['update-ref', `refs/tags/${tag}`, (await git(folder, ['rev-parse', `${revision}^{commit}`])).trim()]);
}

/** Takes the last commit back by one more: what a team would do. */
export async function revertLast(folder: string): Promise<void> {
  await git(folder, ['revert', '--no-commit', 'HEAD']);
  await commit(folder, 'Take the last change back');
}

async function commit(folder: string, message: string): Promise<void> {
  const [name = '', email = ''] = (await git(folder, ['log', '-1', '--format=%an%n%ae'])).split('\n');
  const identity = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: commitTime,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: commitTime,
  };
  await git(folder, ['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', message], identity);
}
