import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendLine } from './append-line.ts';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-line-'));
  log = join(folder, 'calls.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A disk that takes three bytes of it and no more. */
function full(path: string, text: string): void {
  appendFileSync(path, text.slice(0, 3));
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

it('leaves nothing of a line that has no room, so that the next one is whole', () => {
  appendLine(log, '{"call":1}');
  expect(() => appendLine(log, '{"call":2}', full)).toThrow('ENOSPC');
  appendLine(log, '{"call":3}');
  expect(readFileSync(log, 'utf8')).toBe('{"call":1}\n{"call":3}\n');
});

it('throws where the file can’t be made', () => {
  expect(() => appendLine(join(folder, 'nowhere', 'calls.jsonl'), '{}')).toThrow('ENOENT');
});
