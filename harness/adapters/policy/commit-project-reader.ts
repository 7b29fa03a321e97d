import type { Project } from '../../../src/model/project.ts';
import type { CriteriaList, ModuleTests, ProjectReader, PromiseSurvey, TemplateSurvey } from '../../../src/ports/project-reader.ts';
import type { GitSource } from '../source/source-git.ts';
import { commitFiles, type CommitFiles } from './commit-files.ts';
import { readYaml } from './read-yaml.ts';
import { surveyPromises } from './promises/survey-promises.ts';
import { readCriteria } from './read-criteria.ts';
import { surveyTemplates } from './survey-templates.ts';
import { moduleTests } from './test-files.ts';

export interface ProjectReaderOptions {
  readonly project: Project;
  readonly commit: string;
  readonly source: Pick<GitSource, 'kindsOf' | 'show' | 'lastReleaseBefore'>;
}

/** Reads the commit itself, from git: what a check leaves in the work tree is no part of the project. */
export class CommitProjectReader implements ProjectReader {
  readonly #options: ProjectReaderOptions;
  readonly #files: CommitFiles;

  constructor(options: ProjectReaderOptions) {
    this.#options = options;
    this.#files = commitFiles(options.source, options.commit);
  }

  async tests(): Promise<readonly ModuleTests[]> {
    const config = readYaml((await this.#files.read('rehearsal.yaml')) ?? '');
    return moduleTests(this.#options.project, await this.#files.paths(), config);
  }

  templates(): Promise<TemplateSurvey> {
    return surveyTemplates(this.#options.project, this.#files);
  }

  async promises(): Promise<PromiseSurvey> {
    const { project, commit, source } = this.#options;
    const last = await source.lastReleaseBefore(commit);
    if (last === null) return { since: null, documents: [] };
    return { since: last.tag, documents: await surveyPromises(project.api, this.#files, commitFiles(source, last.commit)) };
  }

  async criteria(): Promise<CriteriaList | null> {
    const { acceptanceCriteria: path } = this.#options.project;
    return path === null ? null : { path, criteria: readCriteria((await this.#files.read(path)) ?? '') };
  }
}
