import { expect, it } from 'vitest';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { CommitProjectReader } from './commit-project-reader.ts';

const commits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  old: { 'openapi.yaml': 'openapi: 3.0.0\ninfo: { title: A, version: "1" }\npaths: {}\n' },
  new: {
    'rehearsal.yaml': 'modules: {}',
    'template.json': '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}',
    'openapi.yaml':
      'openapi: 3.0.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { responses: { "200": { description: Ok } } } } }\n',
    'criteria.md': '- AC-001 Pays\n',
  },
};

function reader(more: object = {}, last: string | null = 'old'): CommitProjectReader {
  return new CommitProjectReader({
    project: { ...sampleProject, api: { openapi: 'openapi.yaml', events: null }, ...more },
    commit: 'new',
    source: {
      kindsOf: (commit) => Promise.resolve(new Map(Object.keys(commits[commit] ?? {}).map((path) => [path, 'file' as const]))),
      show: (commit, path) => Promise.resolve(commits[commit]?.[path] ?? null),
      lastReleaseBefore: () => Promise.resolve(last === null ? null : { tag: 'v1.3.0', commit: last }),
    },
  });
}

it('reads the commit, and compares it with the latest release', async () => {
  expect(await reader().promises()).toMatchObject({
    since: 'v1.3.0',
    documents: [{ changes: [{ effect: 'feature', what: '/a: the path is new' }] }],
  });
  expect(await reader({}, null).promises()).toEqual({ since: null, documents: [] });
  expect((await reader().templates()).read).toEqual(['template.json']);
  expect(await reader().tests()).toMatchObject([{ module: 'MOD-001', files: { unit: 0 } }]);
});

it('lists acceptance criteria where the project names their file', async () => {
  expect(await reader({ acceptanceCriteria: 'criteria.md' }).criteria()).toEqual({
    path: 'criteria.md',
    criteria: [{ id: 'AC-001', line: 1 }],
  });
  expect(await reader().criteria()).toBeNull();
});
