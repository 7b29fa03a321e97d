import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendError } from '../../backends/backend.ts';
import { pinnedImages } from '../../backends/containers/images.ts';
import { buildImages } from './build-images.ts';
import { programError } from './program-error.ts';
import { recipes } from './recipes.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An engine that has some images, and writes down what it was asked; debootstrap leaves the folder that it is to fill. */
function engineWith(...here: readonly string[]) {
  const tags = new Set(here);
  const calls: string[] = [];
  const contexts: Record<string, string> = {};
  const run = async (program: string, args: readonly string[]): Promise<string> => {
    calls.push([program, args[0] ?? ''].join(' '));
    if (program === 'docker' && args[0] === 'images') return tags.has(args.at(-1) ?? '') ? 'id\n' : '';
    if (program === 'docker' && args[0] === 'import') tags.add(args.at(-1) ?? '');
    if (program === 'docker' && args[0] === 'build') contexts[args[5] ?? ''] = readFileSync(join(args.at(-1) ?? '', 'Dockerfile'), 'utf8');
    if (program === 'debootstrap') await mkdir(join(args.at(-1) ?? '', 'etc/apt/apt.conf.d'), { recursive: true });
    if (program === 'tar' && args.includes('-cf')) await writeFile(args.at(args.indexOf('-cf') + 1) ?? '', '');
    return '';
  };
  return { run, calls, contexts };
}

function build(names: readonly string[], run: ReturnType<typeof engineWith>['run']) {
  const cacheDir = mkdtempSync(join(tmpdir(), 'images-'));
  folders.push(cacheDir);
  return { cacheDir, built: buildImages({ names, cacheDir, run, note: () => {} }) };
}

describe('building images from package registries', () => {
  it('makes the base once, then each image that is missing', async () => {
    const { run, calls, contexts } = engineWith();
    const { built, cacheDir } = build(['postgres', 'ministack'], run);
    expect(await built).toEqual(['postgres:17', 'ministackorg/ministack:1.5.33']);
    expect(calls.filter((call) => call === 'debootstrap --variant=minbase')).toHaveLength(1);
    expect(Object.keys(contexts)).toEqual(['postgres:17', 'ministackorg/ministack:1.5.33']);
    expect(contexts['postgres:17']).toContain('postgresql-17');
    expect(existsSync(join(cacheDir, 'images/rootfs'))).toBe(false);
    expect(existsSync(join(cacheDir, 'images/context-postgres'))).toBe(false);
  });

  it('builds nothing that is here', async () => {
    const { run, calls } = engineWith(...recipes.map(({ tag }) => tag));
    expect(await build([], run).built).toEqual([]);
    expect(calls.every((call) => call === 'docker images')).toBe(true);
  });

  it('names the recipes where one is unknown, before anything is built', async () => {
    const { run, calls } = engineWith();
    await expect(build(['postgres', 'mysql'], run).built).rejects.toThrow('There is no recipe for mysql.');
    expect(calls).toEqual([]);
  });

  it('has a recipe for every image that the backend uses, but for Floci, which no package registry has', () => {
    const tags = recipes.map(({ tag }) => tag);
    const { floci, ...used } = pinnedImages;
    for (const image of Object.values(used)) expect(tags).toContain(image);
    expect(tags).not.toContain(floci);
  });

  it('says how an absent program is installed, and what a failed one said', () => {
    const absent = programError('mvn', '', Object.assign(new Error('spawn mvn ENOENT'), { code: 'ENOENT' }));
    expect(absent).toBeInstanceOf(BackendError);
    expect(absent).toMatchObject({ message: 'mvn is not here.', advice: 'sudo apt-get install -y maven' });
    expect(programError('docker', 'a\nb\nc\nno space left\n', new Error('exit 1')).message).toBe('docker failed: b c no space left');
  });
});
