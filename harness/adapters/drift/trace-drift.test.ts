import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newVersions } from '../../../src/ports/testing/fake-accounts.ts';
import { digestNamed } from '../../../src/ports/testing/sample-release.ts';
import type { WorldPlan } from '../../backends/backend.ts';
import type { StageState } from '../state/stage-states.ts';
import { TraceDrift } from './trace-drift.ts';

const account = '333333333333';
const plan: WorldPlan = {
  dataDir: '',
  cacheDir: '',
  logsDir: '',
  tooling: { account: '111111111110', region: 'eu-west-1' },
  environments: [{ name: 'uat', account, region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database: false }],
  seed: 1,
  lifetime: 'parent',
};
const state: StageState = {
  outcome: 'passed',
  accounts: true,
  version: 'v1.3.0',
  commit: 'c',
  release: null,
  by: 'arn',
  deployed: newVersions,
  accountedAt: '2026-11-21T10:00:00.000Z',
};
const resource = `arn:aws:lambda:eu-west-1:${account}:function:pay`;

function line(at: string, principal: string, operation: string): string {
  const wants = [{ action: `lambda:${operation}`, resource }];
  return JSON.stringify({ at, account, service: 'lambda', operation, principal, wants, decision: 'allowed', status: 200 });
}

const root = `arn:aws:iam::${account}:root`;
const stage = `arn:aws:sts::${account}:assumed-role/rehearsal-stage/rehearsal-uat`;
const before = '2026-11-21T09:59:59.999Z';
const after = '2026-11-21T10:00:00.001Z';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trace-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(lines: readonly string[] | null, known: StageState | null) {
  const trace = lines === null ? null : join(folder, 'trace.jsonl');
  if (trace !== null) await writeFile(trace, (lines ?? []).join('\n'));
  const evidence = { keep: () => Promise.resolve(digestNamed('calls')) };
  return await new TraceDrift({ world: { trace }, plan, states: { read: () => Promise.resolve(known) }, evidence }).read('uat');
}

describe('what the trace says of an account', () => {
  it('is who changed it since the last promotion', async () => {
    const report = await read([line(before, root, 'UpdateAlias'), line(after, root, 'UpdateAlias'), line(after, root, 'GetAlias')], state);
    expect(report).toEqual({
      since: state.accountedAt,
      calls: 2,
      changes: [{ at: after, who: root, what: 'lambda:UpdateAlias', resource }],
      left: newVersions,
      evidence: [digestNamed('calls')],
    });
  });

  it('is all of it where there was no promotion yet', async () => {
    expect(await read([line(before, root, 'UpdateAlias')], null)).toMatchObject({
      since: null,
      calls: 1,
      changes: [{ at: before }],
      left: null,
    });
  });

  it('explains what the pipeline has changed by hand since: what was left then is not looked for', async () => {
    expect(await read([line(after, stage, 'UpdateAlias'), '{"half'], state)).toMatchObject({ calls: 1, changes: [], left: null });
  });

  it('is nothing where the backend keeps none; what was left is known all the same', async () => {
    expect(await read(null, state)).toMatchObject({ calls: null, changes: [], left: newVersions });
  });
});
