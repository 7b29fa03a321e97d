import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { fullDisk } from './full-disk.ts';

describe('a full disk', () => {
  it.each([
    ['Node', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
    ['PostgreSQL', new Error('could not extend file "base/5/1": No space left on device')],
    ['SQLite', new Error('database or disk is full')],
    ['somebody deeper down', new Error('the build failed', { cause: new Error('No space left on device') })],
  ])('is what %s says', async (_, cause) => {
    expect(await fullDisk(tmpdir(), cause)).toMatchObject({
      message: `The disk that holds ${tmpdir()} is full.`,
      advice: 'Make room and go on with: rehearse run --resume',
    });
  });

  it('is nothing else', async () => {
    expect(await fullDisk(tmpdir(), new Error('connection refused'))).toBeNull();
    expect(await fullDisk(tmpdir(), null)).toBeNull();
  });
});
