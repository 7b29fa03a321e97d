import type { OpenedSource } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadProject } from '../config/load-project.ts';
import type { Project } from '../model/project.ts';

/** rehearsal.yaml as the commit has it. Throws ConfigError. */
export async function readProject(opened: Pick<OpenedSource, 'source'>, commit: string): Promise<Project> {
  const text = await opened.source.show(commit, 'rehearsal.yaml');
  if (text === null) {
    const message = 'is not in the commit that is rehearsed';
    throw new ConfigError([
      { file: 'rehearsal.yaml', line: 0, column: 0, path: '', message, hint: 'Write one at the root of the repository and commit it.' },
    ]);
  }
  const kinds = await opened.source.kindsOf(commit);
  return loadProject('rehearsal.yaml', text, (path) => kinds.get(path.replace(/\/$/, '')) ?? 'absent');
}
