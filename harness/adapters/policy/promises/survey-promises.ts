import type { ApiDescriptions } from '../../../../src/model/project.ts';
import type { PromiseChange, PromiseComparison } from '../../../../src/ports/project-reader.ts';
import type { CommitFiles } from '../commit-files.ts';
import { asMap, asText } from '../data.ts';
import { readYaml } from '../read-yaml.ts';
import { eventChanges, nameOf } from './event-changes.ts';
import { openApiChanges } from './openapi-changes.ts';
import { readOpenApi } from './openapi-document.ts';

/** Each document that the project names now or named in the release before, wherever it lay then. */
export async function surveyPromises(api: ApiDescriptions, now: CommitFiles, former: CommitFiles): Promise<readonly PromiseComparison[]> {
  const before = await describedIn(former, api);
  return [
    ...(await surveyOpenApi(api.openapi, before.openapi, now, former)),
    ...(await surveyEvents(api.events, before.events, now, former)),
  ];
}

/** What that commit's own rehearsal.yaml names: a file that was moved is compared, and one that was dropped is missed. */
async function describedIn(files: CommitFiles, otherwise: ApiDescriptions): Promise<ApiDescriptions> {
  const text = await files.read('rehearsal.yaml');
  if (text === null) return otherwise;
  const api = asMap(asMap(readYaml(text).data)['api']);
  const path = (name: string): string | null => asText(api[name]) || null;
  return { openapi: path('openapi') ?? otherwise.openapi, events: path('events') ?? otherwise.events };
}

async function surveyOpenApi(
  path: string | null,
  formerPath: string | null,
  now: CommitFiles,
  former: CommitFiles,
): Promise<readonly PromiseComparison[]> {
  const before = formerPath === null ? null : await former.read(formerPath);
  if (path === null) return before === null || formerPath === null ? [] : [gone('openapi', formerPath, 'the API is no longer described')];
  return [
    await compare('openapi', path, before, await now.read(path), (was, is) =>
      openApiChanges(readOpenApi(formerPath ?? path, was), readOpenApi(path, is)),
    ),
  ];
}

async function surveyEvents(
  folder: string | null,
  formerFolder: string | null,
  now: CommitFiles,
  former: CommitFiles,
): Promise<readonly PromiseComparison[]> {
  const present = await schemasIn(now, folder);
  const past = await schemasIn(former, formerFolder);
  const names = [...new Set([...present.keys(), ...past.keys()])].sort();
  return await Promise.all(
    names.map(async (name) => {
      const path = present.get(name);
      const formerPath = past.get(name) ?? null;
      if (path === undefined) return gone('event', formerPath ?? name, `event ${nameOf(name)}: its schema is gone`);
      const before = formerPath === null ? null : await former.read(formerPath);
      return await compare('event', path, before, await now.read(path), (was, is) => Promise.resolve(eventChanges(path, was, is)));
    }),
  );
}

/** Paths of the folder's schemas by their names within it. */
async function schemasIn(files: CommitFiles, folder: string | null): Promise<ReadonlyMap<string, string>> {
  if (folder === null) return new Map();
  const start = `${folder.replace(/\/+$/, '')}/`;
  const paths = (await files.paths()).filter((path) => path.startsWith(start) && path.endsWith('.json'));
  return new Map(paths.map((path) => [path.slice(start.length), path]));
}

function gone(kind: PromiseComparison['kind'], path: string, what: string): PromiseComparison {
  return { path, kind, before: true, changes: [{ effect: 'breaking', what, place: `${path}:1` }], unread: null };
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
