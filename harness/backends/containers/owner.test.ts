import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { currentOwner, isAlive } from './owner.ts';

const owner = { host: hostname(), pid: 4711, startedAtMs: 1_000_000 };

describe('the owner of a world', () => {
  it('is alive while this process is', async () => {
    expect(await isAlive(await currentOwner())).toBe(true);
  });

  it.each([
    ['is gone', null, false],
    ['started then', 1_000_000, true],
    ['is said by ps to have started a second later', 1_001_000, true],
    ['is a later process with the same number', 1_900_000, false],
  ] as const)('whose process %s: alive %s -> %s', async (_, startedAt, alive) => {
    expect(await isAlive(owner, () => Promise.resolve(startedAt))).toBe(alive);
  });

  it('counts as alive on another machine, which nobody here can look into', async () => {
    expect(await isAlive({ ...owner, host: 'another-machine' }, () => Promise.resolve(null))).toBe(true);
  });
});
