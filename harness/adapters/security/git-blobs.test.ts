import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git } from '../source/git.ts';
import { blobIdsIn, blobsOf, broughtInBy } from './git-blobs.ts';

let folder = '';
const author = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

async function commit(message: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await git(folder, ['add', '--all']);
  await git(folder, ['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', message], author);
  return (await git(folder, ['rev-parse', 'HEAD'])).trim();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  await git(folder, ['init', '--quiet']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the files of a history', () => {
  it('are found though a later commit has changed them, with who brought them in', async () => {
    const first = await commit('One', { 'a file.txt': 'secret\n', 'same.txt': 'same' });
    const last = await commit('Two', { 'a file.txt': 'gone\n', 'large.txt': 'x'.repeat(100) });
    const all = await blobsOf(folder, last, 50, new Set());
    expect(all.leftOut).toBe(1);
    expect(all.read.map(({ path, bytes }) => `${path}: ${bytes.toString()}`).toSorted()).toEqual([
      'a file.txt: gone\n',
      'a file.txt: secret\n',
      'same.txt: same',
    ]);
    const old = await blobsOf(folder, last, 50, await blobIdsIn(folder, last));
    expect(old.read.map(({ path, bytes }) => `${path}: ${bytes.toString()}`)).toEqual(['a file.txt: secret\n']);
    expect(first).toMatch(new RegExp(`^${await broughtInBy(folder, last, old.read[0]?.id ?? '')}`));
  });
});
