import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { git } from './git.ts';

/** `history.yaml` beside a sample project: the commits that its repository is given when a rehearsal makes it one. */
const history = z.strictObject({
  branch: z.string(),
  commits: z
    .array(
      z.strictObject({
        message: z.string(),
        author: z.string().regex(/^.+ <.+>$/),
        date: z.string(),
        tag: z.string().optional(),
        overlay: z.string().optional(),
        without: z.array(z.string()).default([]),
        take: z.array(z.string()).default([]),
      }),
    )
    .min(1),
});

type SampleCommit = z.output<typeof history>['commits'][number];

export interface SampleProject {
  /** The project as it stands: the tree of the last commit. */
  readonly folder: string;
  /** Holds history.yaml and the overlays. */
  readonly history: string;
}

const notSource = new Set(['node_modules', 'reports', 'coverage', '.git', '.rehearsal']);

/**
 * Makes the sample a git repository at `target`, anew each time. Authors and dates are data, so equal files give equal commits.
 * It appears whole or not at all.
 */
export async function makeSampleRepository(sample: SampleProject, target: string): Promise<void> {
  const { branch, commits } = history.parse(parse(await readFile(join(sample.history, 'history.yaml'), 'utf8')));
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}.`);
  await git(work, ['init', '--quiet', '--initial-branch', branch]);
  for (const [index, commit] of commits.entries()) {
    if (index === 0) await layFirst(sample, commit, work);
    for (const path of commit.take) await copySource(join(sample.folder, path), join(work, path));
    await commitAll(work, commit);
  }
  await rm(target, { recursive: true, force: true });
  await rename(work, target);
}

async function layFirst(sample: SampleProject, commit: SampleCommit, work: string): Promise<void> {
  await copySource(sample.folder, work);
  if (commit.overlay !== undefined) await copySource(join(sample.history, commit.overlay), work);
  for (const path of commit.without) await rm(join(work, path), { recursive: true, force: true });
}

async function copySource(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new Error(`the sample's history names ${from}, which is not there`);
  await cp(from, to, { recursive: true, filter: (path) => !notSource.has(path.slice(path.lastIndexOf('/') + 1)) });
}

async function commitAll(work: string, commit: SampleCommit): Promise<void> {
  const [, name = '', email = ''] = /^(.+) <(.+)>$/.exec(commit.author) ?? [];
  const identity = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: commit.date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: commit.date,
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
  await git(work, ['add', '--all']);
  // A history stays whole where a change of the sample leaves one of its commits with nothing to say.
  await git(work, ['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--allow-empty', '--message', commit.message], identity);
  if (commit.tag !== undefined) await git(work, ['update-ref', `refs/tags/${commit.tag}`, 'HEAD']);
}
