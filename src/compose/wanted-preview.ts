import { join } from 'node:path';
import { databasesOf, GitSource, type KeptPreview, openSource, readPreviews } from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import { previewStage, type PreviewStage } from '../engine/preview-stage.ts';
import { previewName } from '../model/preview-name.ts';
import { projectInPreview } from '../model/project-in-preview.ts';
import type { Project } from '../model/project.ts';
import type { Topology } from '../model/topology.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { stageNamed } from './open-ledger.ts';
import { previewAccount } from './preview-account.ts';
import { readProject } from './read-project.ts';
import { readTopology } from './read-topology.ts';
import { usageError } from './usage-error.ts';

export interface PreviewWish extends Pick<RehearsalOptions, 'out' | 'cacheDir' | 'progress' | 'signal'> {
  /** A branch, a tag or a commit of the project's repository. */
  readonly revision: string;
  /** The environment whose databases are copied, and whose settings hold. */
  readonly from: string;
  /** Copy them again where the preview is there already. */
  readonly fresh: boolean;
}

export interface WantedPreview {
  readonly preview: KeptPreview;
  /** The one that is there already. */
  readonly before: KeptPreview | null;
  readonly commit: string;
  /** As the preview has it. */
  readonly project: Project;
  readonly topology: Topology;
  readonly stage: PreviewStage;
}

/** What a person asked for, checked before anything is changed. Throws ConfigError. */
export async function wantedPreview({ out, revision, from, fresh }: PreviewWish, settings: RunSettings): Promise<WantedPreview> {
  const stateDir = join(out, 'state');
  const opened = await openSource({ kind: 'folder', path: out, workingTree: false }, stateDir, settings.commit);
  const { topology } = await readTopology(settings.topology, opened, settings.commit, await readProject(opened, settings.commit));
  const like = stageNamed(topology, from);
  const repository = settings.project ?? join(stateDir, 'sample');
  const commit = await opened.source.bring(repository, revision);
  if (commit === null) throw usageError(revision, 'is no branch, tag or commit', `Of ${repository}: git branch --all lists its branches.`);
  const project = await readProject({ source: GitSource.at(join(stateDir, 'repository.git'), commit) }, commit);
  const name = previewName(revision);
  const { previews, accounts } = readPreviews(out);
  const before = previews.find(({ environment }) => environment.name === name) ?? null;
  if (before !== null && before.revision !== revision)
    throw usageError(name, `is of ${before.revision}, not of ${revision}`, `Take it away first: rehearse preview down ${name}.`);
  if (before !== null && before.from !== from && !fresh)
    throw usageError(name, `is a copy of ${before.from}, not of ${from}`, 'Copy anew with --fresh, or leave --from out.');
  const environment = (fresh ? undefined : before?.environment) ?? {
    name,
    account: previewAccount(topology, accounts),
    region: like.regions[0] ?? topology.tooling.region,
    regions: like.regions,
    access: like.access,
    database: databasesOf(project).length > 0,
  };
  const stage = previewStage(like, environment);
  if (stage === null) throw usageError('--from', `nothing is deployed in ${from}`, 'Name an environment whose gates have a deploy.');
  const preview = { revision, commit: fresh ? null : (before?.commit ?? null), from, environment };
  return { preview, before, commit, project: projectInPreview(project, { name, from }), topology, stage };
}
