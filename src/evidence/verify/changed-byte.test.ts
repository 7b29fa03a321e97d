import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishedRun, type FinishedRun } from '../testing/finished-run.ts';
import { sampleRelease, SampleRun } from '../testing/sample-run.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** So many places a file are tried; all of them where there are no more. `BYTES=all` tries every byte of every file. */
const placesPerFile = process.env['BYTES'] === 'all' ? Infinity : 64;

let run: FinishedRun;
beforeAll(async () => {
  const small = new SampleRun().start('local').step('local', 'build', { facts: { release: sampleRelease } });
  run = await finishedRun({ happenings: () => small.finishStage('local', 'passed').finish('released', 'As far as asked.').happenings });
});
afterAll(() => run[Symbol.dispose]());

function allFiles(): readonly string[] {
  return readdirSync(run.out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Spread over the whole, first and last among them. */
function placesIn(length: number): readonly number[] {
  const count = Math.min(length, placesPerFile);
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : Math.round((index * (length - 1)) / (count - 1))));
}

/** The paths and places that were changed and still verify. */
function unnoticed(path: string): readonly string[] {
  const whole = readFileSync(path);
  const passed = placesIn(whole.length).filter((place) => {
    const changed = Uint8Array.from(whole);
    changed[place] = (whole[place] ?? 0) ^ (place % 2 === 0 ? 0x01 : 0x20);
    writeFileSync(path, changed);
    return verifyEvidence(run.out).ok;
  });
  writeFileSync(path, whole);
  return passed.map((place) => `${path} at ${String(place)}`);
}

/** The paths of which a change to the whole file goes unnoticed. */
function unnoticedChanges(change: (path: string, whole: Uint8Array) => void): readonly string[] {
  return allFiles().filter((path) => {
    const whole = readFileSync(path);
    rmSync(path);
    change(path, whole);
    const { ok } = verifyEvidence(run.out);
    rmSync(path, { force: true });
    writeFileSync(path, whole);
    return ok;
  });
}

describe('evidence of which anything was changed', () => {
  it('is of twelve files or more, and verifies as it is', () => {
    expect(allFiles().length).toBeGreaterThanOrEqual(12);
    expect(verifyEvidence(run.out).ok).toBe(true);
  });

  it('fails with any one byte changed in any file', () => {
    expect(allFiles().flatMap(unnoticed)).toEqual([]);
  }, 300_000);

  it.each<readonly [string, (path: string, whole: Uint8Array) => void]>([
    ['shortened', (path, whole) => writeFileSync(path, whole.subarray(0, -1))],
    ['lengthened', (path, whole) => writeFileSync(path, Buffer.concat([whole, Buffer.from('\n')]))],
    ['emptied', (path) => writeFileSync(path, '')],
    ['taken away', () => undefined],
    [
      'made a link to the same bytes',
      (path, whole) => {
        writeFileSync(`${run.out}-elsewhere`, whole);
        symlinkSync(`${run.out}-elsewhere`, path);
      },
    ],
  ])('fails with any file %s', (_how, change) => {
    expect(unnoticedChanges(change)).toEqual([]);
    rmSync(`${run.out}-elsewhere`, { force: true });
  });
});
