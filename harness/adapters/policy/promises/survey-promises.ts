import type { ApiDescriptions } from '../../../../src/model/project.ts';
import type { PromiseChange, PromiseComparison } from '../../../../src/ports/project-reader.ts';
import type { CommitFiles } from '../commit-files.ts';
import { eventChanges, nameOf } from './event-changes.ts';
import { openApiChanges } from './openapi-changes.ts';
import { readOpenApi } from './openapi-document.ts';

/** Each document that the project names, with the same path in the release before. */
export async function surveyPromises(api: ApiDescriptions, now: CommitFiles, former: CommitFiles): Promise<readonly PromiseComparison[]> {
  const documents: PromiseComparison[] = [];
  if (api.openapi !== null) {
    const path = api.openapi;
    documents.push(
      await compare('openapi', path, await former.read(path), await now.read(path), (before, after) =>
        openApiChanges(readOpenApi(path, before), readOpenApi(path, after)),
      ),
    );
  }
  if (api.events !== null) {
    const folder = `${api.events.replace(/\/+$/, '')}/`;
    const paths = new Set(
      [...(await now.paths()), ...(await former.paths())].filter((path) => path.startsWith(folder) && path.endsWith('.json')),
    );
    for (const path of [...paths].sort()) documents.push(await compareEvent(path, await former.read(path), await now.read(path)));
  }
  return documents;
}

async function compareEvent(path: string, before: string | null, after: string | null): Promise<PromiseComparison> {
  if (after !== null) return await compare('event', path, before, after, (was, is) => Promise.resolve(eventChanges(path, was, is)));
  const gone: PromiseChange = { effect: 'breaking', what: `event ${nameOf(path)}: its schema is gone`, place: `${path}:1` };
  return { path, kind: 'event', before: true, changes: [gone], unread: null };
}

async function compare(
  kind: PromiseComparison['kind'],
  path: string,
  before: string | null,
  after: string | null,
  changesOf: (before: string, after: string) => Promise<readonly PromiseChange[]>,
): Promise<PromiseComparison> {
  const none = { path, kind, before: before !== null, changes: [], unread: null };
  if (after === null) return { ...none, unread: 'the commit has no such file' };
  if (before === null) return none;
  try {
    return { ...none, changes: await changesOf(before, after) };
  } catch (error) {
    return { ...none, unread: error instanceof Error ? error.message : String(error) };
  }
}
