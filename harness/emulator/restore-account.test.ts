import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStateStore } from './accounts/state-store.ts';
import { restoreAccount } from './restore-account.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function write(dataDir: string, account: string, n: number): void {
  using state = openStateStore(dataDir);
  state.partition(account, 'eu-west-1', 's3').table<{ n: number }>('objects').put('a', { n });
}

function read(dataDir: string, account: string): unknown {
  using state = openStateStore(dataDir);
  return state.partition(account, 'eu-west-1', 's3').table('objects').get('a');
}

function folders(): { readonly dataDir: string; readonly copy: string } {
  const folder = mkdtempSync(join(tmpdir(), 'restore-'));
  made.push(folder);
  return { dataDir: join(folder, 'now'), copy: join(folder, 'then') };
}

const [one, other] = ['111111111111', '222222222222'];

describe('restoring an account', () => {
  it('brings it back to the copy, and leaves the others as they are', async () => {
    const { dataDir, copy } = folders();
    write(dataDir, one, 1);
    write(dataDir, other, 1);
    cpSync(dataDir, copy, { recursive: true });
    write(dataDir, one, 2);
    write(dataDir, other, 2);
    await restoreAccount(dataDir, copy, one);
    expect([read(dataDir, one), read(dataDir, other)]).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('empties one that the copy does not have', async () => {
    const { dataDir, copy } = folders();
    write(copy, other, 1);
    write(dataDir, one, 1);
    await restoreAccount(dataDir, copy, one);
    expect(read(dataDir, one)).toBeUndefined();
  });

  it('is refused while an emulator is at work there', async () => {
    const { dataDir, copy } = folders();
    write(copy, one, 1);
    using running = openStateStore(dataDir);
    running.partition(one, 'eu-west-1', 's3').table<{ n: number }>('objects').put('a', { n: 1 });
    await expect(restoreAccount(dataDir, copy, one)).rejects.toThrow('locked');
  });

  it('takes no pattern for an account', async () => {
    const { dataDir, copy } = folders();
    await expect(restoreAccount(dataDir, copy, '%')).rejects.toThrow('twelve digits');
  });
});
