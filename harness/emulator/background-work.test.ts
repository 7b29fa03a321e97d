import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { backgroundWork } from './background-work.ts';

describe('background work', () => {
  it('is waited for on closing, with what it started meanwhile', async () => {
    const done: string[] = [];
    const work = backgroundWork(new PassThrough());
    work.start(async () => {
      await Promise.resolve();
      done.push('first');
      work.start(async () => {
        await Promise.resolve();
        done.push('second');
      });
    });
    await work[Symbol.asyncDispose]();
    expect(done).toEqual(['first', 'second']);
  });
});
