import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { forgetPreview, keepPreview, type KeptPreview, readPreviews } from './kept-previews.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const out = mkdtempSync(join(tmpdir(), 'previews-'));
  made.push(out);
  return out;
}

function preview(name: string, account: string): KeptPreview {
  const environment = { name, account, region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database: true } as const;
  return { revision: name, commit: null, from: 'dev', environment };
}

it('are none where none was ever kept', () => {
  expect(readPreviews(folder())).toEqual({ schema: 'previews/1', previews: [], accounts: [] });
});

it('are kept once each, and an account is remembered after its preview is gone', () => {
  const out = folder();
  keepPreview(out, preview('preview-a', '999999999998'));
  keepPreview(out, preview('preview-b', '999999999997'));
  keepPreview(out, { ...preview('preview-a', '999999999998'), commit: 'c0ffee' });
  forgetPreview(out, 'preview-b');
  const { previews, accounts } = readPreviews(out);
  expect(previews.map(({ environment, commit }) => [environment.name, commit])).toEqual([['preview-a', 'c0ffee']]);
  expect(accounts).toEqual(['999999999998', '999999999997']);
});
