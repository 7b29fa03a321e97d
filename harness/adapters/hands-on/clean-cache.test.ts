import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { cleanCache } from './clean-cache.ts';

const cache = mkdtempSync(join(tmpdir(), 'clean-cache-'));
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(cache, path)), { recursive: true });
    writeFileSync(join(cache, path), 'twelve bytes');
  }
}

it('removes what runs keep, also what Node keeps of compiled modules, and leaves what is of another name', async () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  write(`builds/${commit}-v24.21.0/a.zip`, 'k6/k6-1.8.1/k6', 'compiled/v24.21.0-x64-964aae3f-0/f3/f3a1', 'notes.txt', 'k6/mine.txt');

  const cleaned = await cleanCache(cache);

  expect(cleaned.parts.map(({ name }) => name)).toEqual(['builds', 'compiled', 'k6']);
  expect(cleaned.left).toEqual(['notes.txt']);
  expect(['builds', 'compiled', 'k6/k6-1.8.1', 'k6/mine.txt', 'notes.txt'].filter((path) => existsSync(join(cache, path)))).toEqual([
    'k6/mine.txt',
    'notes.txt',
  ]);
});
