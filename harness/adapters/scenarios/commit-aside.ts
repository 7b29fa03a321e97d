import { join } from 'node:path';
import { git } from '../source/git.ts';

/** A commit in the clone of a run that is down, on a branch of its own that was never merged. Answers its id. */
export async function commitAside(out: string, commit: string): Promise<string> {
  const clone = join(out, 'state/repository.git');
  const who = { NAME: 'Mira Okafor', EMAIL: 'mira.okafor@payments.example', DATE: '2026-11-18T09:00:00+01:00' };
  const identity = Object.fromEntries(
    Object.entries(who).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const aside = (await git(clone, ['commit-tree', `${commit}^{tree}`, '-p', commit, '-m', 'Not merged yet'], identity)).trim();
  await git(clone, ['update-ref', 'refs/heads/feature/aside', aside]);
  return aside;
}
