import { mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrace, type WriteBytes } from './trace.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'));
  path = join(folder, 'state/trace.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A disk with so many bytes left: it takes what fits without a word, and then nothing. */
function diskOf(room: number): { readonly write: WriteBytes; clear(): void } {
  let left = room;
  return {
    write: (file, bytes, offset) => {
      if (left === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      const written = writeSync(file, bytes, offset, Math.min(left, bytes.length - offset));
      left -= written;
      return written;
    },
    clear: () => {
      left = Number.POSITIVE_INFINITY;
    },
  };
}

const callOf = (call: number): Readonly<Record<string, unknown>> => ({ call });
const lines = (...calls: readonly number[]): string => calls.map((call) => `{"call":${String(call)}}\n`).join('');

it('says that a disk is full, leaves no part of a line, and goes on when there is room', () => {
  const disk = diskOf(lines(1).length + 4);
  using trace = openTrace(path, disk.write);
  trace.write(callOf(1));
  expect(() => trace.write(callOf(2))).toThrow('ENOSPC');
  expect(readFileSync(path, 'utf8')).toBe(lines(1));
  disk.clear();
  trace.write(callOf(3));
  trace.write(callOf(4));
  expect(readFileSync(path, 'utf8')).toBe(lines(1, 3, 4));
});

it.each([
  ['nothing', '', ''],
  ['whole lines', lines(1, 2), lines(1, 2)],
  ['half a line behind whole ones', `${lines(1, 2)}{"cal`, lines(1, 2)],
  ['half a line and nothing else', '{"cal', ''],
])('goes on behind %s of a process before', (_, before, kept) => {
  openTrace(path)[Symbol.dispose]();
  writeFileSync(path, before);
  using trace = openTrace(path);
  trace.write(callOf(3));
  expect(readFileSync(path, 'utf8')).toBe(`${kept}${lines(3)}`);
});
