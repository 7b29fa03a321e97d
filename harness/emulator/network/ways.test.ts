import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { waysHere } from './ways.ts';

const folder = mkdtempSync(join(tmpdir(), 'ways-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the ways to make a network namespace', () => {
  it('take tools, and a missing one is named with what brings it', () => {
    for (const [name, said] of [
      ['unshare', 'this machine has no unshare (install util-linux)'],
      ['nsenter', 'this machine has no nsenter (install util-linux)'],
      ['ip', 'this machine has no ip (install iproute2)'],
    ] as const) {
      expect(() => waysHere([folder])).toThrow(said);
      writeFileSync(join(folder, name), '');
    }
    const [best] = waysHere([folder]);
    expect(best?.namespaces).toEqual(['user', 'net']);
  });

  it('start a program in new ones with a loopback that is up, and enter those that are there', () => {
    const [best] = waysHere([folder]);
    expect(best?.make('node', ['a.mjs']).args.slice(-3)).toEqual([join(folder, 'ip'), 'node', 'a.mjs']);
    expect(best?.enter({ user: '/proc/7/fd/3', net: '/proc/7/fd/4' }, 'node', ['a.mjs'])).toEqual({
      program: join(folder, 'nsenter'),
      args: ['--user=/proc/7/fd/3', '--preserve-credentials', '--net=/proc/7/fd/4', '--', 'node', 'a.mjs'],
    });
  });
});
