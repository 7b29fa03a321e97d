import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GrowingLines } from './growing-lines.ts';

describe('a file that grows', () => {
  it('gives each line once, and one that is being written when it is whole', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'growing-')), 'file');
    const lines = new GrowingLines(path, 0);
    expect(lines.read()).toEqual([]);
    appendFileSync(path, 'one\ntwo\nthr');
    expect(lines.read()).toEqual(['one', 'two']);
    expect(lines.read()).toEqual([]);
    appendFileSync(path, 'ee\n');
    expect(lines.read()).toEqual(['three']);
  });

  it('leaves out what was there before', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'growing-')), 'file');
    appendFileSync(path, 'before\n');
    const lines = new GrowingLines(path, 7);
    appendFileSync(path, 'ä\n');
    expect(lines.read()).toEqual(['ä']);
  });
});
