import { NoCommitError, openSource, type OpenedSource } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { sample } from './shipped.ts';

/** The repository that is rehearsed. Throws ConfigError where it has no commit. */
export async function sourceOf(options: RehearsalOptions, stateDir: string, commit: string | null): Promise<OpenedSource> {
  try {
    return await openSource(projectOf(options), stateDir, commit);
  } catch (error) {
    if (!(error instanceof NoCommitError)) throw error;
    const hint = 'A rehearsal is of a commit: run git init and commit first, or name another folder.';
    throw new ConfigError([{ file: error.folder, line: 0, column: 0, path: '', message: error.problem, hint }]);
  }
}

export function noteLeftOut({ leftOut }: OpenedSource, { progress }: RehearsalOptions): void {
  if (leftOut.length === 0) return;
  progress.note(`${leftOut.length} uncommitted file(s) left out (take them with --working-tree): ${leftOut.slice(0, 3).join(', ')}`);
}

function projectOf(options: RehearsalOptions): Parameters<typeof openSource>[0] {
  return options.project === null ? sample : { kind: 'folder', path: options.project, workingTree: options.workingTree ?? false };
}
