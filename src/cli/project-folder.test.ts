import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from './project-folder.ts';

let cwd: string;
let stderr: PassThrough;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'project-folder-'));
  stderr = new PassThrough();
});
afterEach(() => rmSync(cwd, { recursive: true }));

const said = (): string => String(stderr.read() ?? '');

describe('the project', () => {
  it('is the folder that is named', () => {
    writeFileSync(join(cwd, 'rehearsal.yaml'), '');
    expect([projectFolder('.', { cwd, stderr }, 'rehearse run .'), said()]).toEqual([cwd, '']);
  });

  it('is the sample where none is', () => {
    expect([projectFolder(undefined, { cwd, stderr }, 'rehearse run .'), said()]).toEqual([null, '']);
  });

  it('is said to be the sample in a folder that has one of its own', () => {
    writeFileSync(join(cwd, 'rehearsal.yaml'), '');
    const folder = projectFolder(undefined, { cwd, stderr }, 'rehearse run .');
    expect([folder, said()]).toEqual([null, "Without a folder this is the shipped sample. This folder's: rehearse run .\n"]);
  });

  it('is the run’s own where one is gone on with', () => {
    writeFileSync(join(cwd, 'rehearsal.yaml'), '');
    expect([projectFolder(undefined, { cwd, stderr }, null), said()]).toEqual([null, '']);
  });
});
