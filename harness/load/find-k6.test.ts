import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedK6, findK6 } from './find-k6.ts';
import { K6MissingError } from './k6-program.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rehearse-k6-'));
  for (const path of [join(root, 'bin', 'k6'), cachedK6(join(root, 'cache'))]) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, 0o755);
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

const hasImage = (here: boolean) => (): Promise<boolean> => Promise.resolve(here);

describe('findK6', () => {
  it('takes K6_BIN before PATH, PATH before the cache, the cache before an image', async () => {
    const bin = join(root, 'bin');
    const search = { cacheDir: join(root, 'cache'), hasImage: hasImage(true) };
    expect(await findK6({ ...search, env: { K6_BIN: join(bin, 'k6'), PATH: bin } })).toMatchObject({ from: 'K6_BIN' });
    expect(await findK6({ ...search, env: { PATH: `/nowhere:${bin}` } })).toEqual({ kind: 'binary', path: join(bin, 'k6'), from: 'PATH' });
    expect(await findK6({ ...search, env: {} })).toMatchObject({ from: 'cache' });
    expect(await findK6({ ...search, cacheDir: '/nowhere', env: {} })).toEqual({ kind: 'image', image: 'grafana/k6:1.8.1' });
  });

  it('finds none where there is none', async () => {
    expect(await findK6({ cacheDir: '/nowhere', env: { PATH: '' }, hasImage: hasImage(false) })).toBeNull();
  });

  it('does not look further where K6_BIN names something that cannot be run', async () => {
    await expect(findK6({ cacheDir: join(root, 'cache'), env: { K6_BIN: '/nowhere/k6' }, hasImage: hasImage(true) })).rejects.toThrow(
      K6MissingError,
    );
  });
});
