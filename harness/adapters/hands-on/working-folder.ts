import { join } from 'node:path';
import { readUserRepository } from '../source/user-repository.ts';

export interface WorkingFolder {
  /** The repository's top: what is edited. */
  readonly root: string;
  /** Null where it isn't asked of git: the sample is made anew for each world. */
  readonly commit: string | null;
}

/** Where the project of the world in `out` is edited; `project` is null for the sample, which lies in the world's own folder. */
export async function workingFolder(project: string | null, out: string): Promise<WorkingFolder> {
  if (project === null) return { root: join(out, 'state/sample'), commit: null };
  const { folder, commit } = await readUserRepository(project, { workingTree: false });
  return { root: folder, commit };
}
