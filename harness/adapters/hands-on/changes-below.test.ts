import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { changesBelow } from './changes-below.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made1 = mkdtempSync(join(tmpdir(), 'changes-'));
  made.push(made1);
  for (const name of ['src', 'node_modules', '.git']) mkdirSync(join(made1, name));
  return made1;
}

async function firstPath(changes: AsyncIterable<{ readonly paths: readonly string[] }>): Promise<string | undefined> {
  for await (const { paths } of changes) return paths[0];
  return undefined;
}

describe('changes below a folder', () => {
  it('are seen in a folder of its own, and not in node_modules and .git', async () => {
    const root = folder();
    const stop = new AbortController();
    const changes = changesBelow(root, stop.signal);
    writeFileSync(join(root, 'node_modules/a.js'), '');
    writeFileSync(join(root, '.git/HEAD'), '');
    writeFileSync(join(root, 'src/pay.ts'), '');
    expect(await firstPath(changes)).toBe(join(root, 'src/pay.ts'));
    stop.abort();
  });

  it('end with the signal, also where it comes while a batch is worked on', async () => {
    const root = folder();
    const stop = new AbortController();
    const changes = changesBelow(root, stop.signal);
    writeFileSync(join(root, 'src/pay.ts'), '');
    const seen: number[] = [];
    for await (const { paths } of changes) {
      seen.push(paths.length);
      stop.abort();
    }
    expect(seen).toEqual([1]);
  });

  it('end at once where the signal was given before', async () => {
    expect(await firstPath(changesBelow(folder(), AbortSignal.abort()))).toBeUndefined();
  });
});
