import { join } from 'node:path';
import { makeSampleRepository, type SampleProject } from '../source/sample-repository.ts';
import { GitSource } from '../source/source-git.ts';
import { readUserRepository } from '../source/user-repository.ts';
import { type Versions, versionsFor } from '../source/versions.ts';

/** What is rehearsed: a folder of the user's, or the sample that is made a repository on the way. */
export type RehearsedProject =
  { readonly kind: 'folder'; readonly path: string; readonly workingTree: boolean } | ({ readonly kind: 'sample' } & SampleProject);

export interface OpenedSource {
  readonly source: GitSource;
  readonly versions: Versions;
  /** The same for a commit that is on a hotfix branch. */
  readonly hotfixVersions: Versions;
  readonly authors: readonly string[];
  /** Uncommitted files that the rehearsal leaves out. */
  readonly leftOut: readonly string[];
  readonly lastRelease: { readonly tag: string; readonly commit: string } | null;
}

/** `commit`: of the run that is resumed; null for what the project is at now. */
export async function openSource(project: RehearsedProject, stateDir: string, commit: string | null): Promise<OpenedSource> {
  const folder = project.kind === 'folder' ? project.path : join(stateDir, 'sample');
  const clone = join(stateDir, 'repository.git');
  if (commit !== null) return await describe(await GitSource.open(folder, clone, commit), []);
  if (project.kind === 'sample') await makeSampleRepository(project, folder);
  const read = await readUserRepository(folder, { workingTree: project.kind === 'folder' && project.workingTree });
  return await describe(await GitSource.open(read.folder, clone, read.commit), read.leftOut);
}

async function describe(source: GitSource, leftOut: readonly string[]): Promise<OpenedSource> {
  const { commit } = source;
  const [tagsOfCommit, allTags, authors, lastRelease, manifest] = await Promise.all([
    source.tagsOf(commit),
    source.allTags(),
    source.authorsSinceLastRelease(commit),
    source.lastReleaseBefore(commit),
    source.show(commit, 'package.json'),
  ]);
  const packageVersion = manifest === null ? null : versionIn(manifest);
  const known = { tagsOfCommit, allTags, packageVersion };
  const [versions, hotfixVersions] = [versionsFor(known), versionsFor({ ...known, hotfix: true })];
  return { source, versions, hotfixVersions, authors, leftOut, lastRelease };
}

function versionIn(manifest: string): string | null {
  try {
    const { version } = JSON.parse(manifest) as { version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch (error) {
    // A package.json that can't be read is the project's own checks' to complain of; it names no version.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
