import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examine, type Machine } from './examine.ts';

const scratch = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const machine: Machine = { platform: 'linux', nodeVersion: 'v24.1.0', cacheDir: join(scratch, 'cache'), folder: scratch, env: {} };

describe('the doctor', () => {
  it('asks for a newer Node where this one can not run TypeScript as it is', async () => {
    const findings = await examine({ ...machine, nodeVersion: 'v22.17.0' });
    expect(findings.find(({ name }) => name === 'node')).toEqual({
      name: 'node',
      weight: 'needed',
      ok: false,
      detail: 'v22.17.0, which is older than 22.18',
      install: 'npm install --save-dev node@24',
    });
  });

  it('says that a K6_BIN names nothing', async () => {
    const findings = await examine({ ...machine, env: { K6_BIN: join(scratch, 'no-k6') } });
    expect(findings.find(({ name }) => name === 'k6')).toMatchObject({ ok: false, install: 'unset K6_BIN' });
  });

  it('has a line for whatever is needed and missing', async () => {
    const findings = await examine({ ...machine, nodeVersion: 'v20.0.0' });
    const mute = findings.filter(({ ok, install }) => !ok && install === null);
    expect({ names: findings.length, mute }).toEqual({ names: 11, mute: [] });
  });
});
