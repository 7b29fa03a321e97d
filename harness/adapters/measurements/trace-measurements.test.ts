import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StackFunction } from '../deploy/stack-functions.ts';
import { TraceMeasurements } from './trace-measurements.ts';

const account = '444444444444';
const create = { name: 'create', logicalId: 'CreateFunction', physicalId: 'payments-create', alias: 'live', url: null } as StackFunction;
const line = {
  at: '2026-01-01T00:00:01.000Z',
  kind: 'url-request',
  account,
  function: 'payments-create',
  qualifier: 'live',
  executedVersion: '2',
  method: 'POST',
  path: '/payments',
  status: 201,
  durationMs: 12.5,
};
const served = {
  atMs: Date.UTC(2026, 0, 1) + 1000,
  function: 'CreateFunction',
  version: '2',
  request: 'POST /payments',
  failed: false,
  status: 201,
  latencyMs: 12.5,
};

async function measured(...entries: readonly object[]) {
  const trace = join(mkdtempSync(join(tmpdir(), 'trace-')), 'trace.jsonl');
  appendFileSync(trace, `${JSON.stringify(line)}\n`);
  const meter = await new TraceMeasurements({ trace, functions: { of: () => Promise.resolve([create]) }, accountOf: () => account }).meter(
    'production',
  );
  for (const entry of entries) appendFileSync(trace, `${JSON.stringify(entry)}\n`);
  return meter.kind === 'meter' ? meter.read() : meter;
}

describe('what each version served', () => {
  it.each([
    ['a request since the meter was made', line, [served]],
    ['a request that failed', { ...line, status: 502 }, [{ ...served, failed: true, status: 502 }]],
    [
      'a request that no version came to',
      { ...line, executedVersion: null, status: 429 },
      [{ ...served, version: null, failed: true, status: 429 }],
    ],
    ['nothing of another environment', { ...line, account: '333333333333' }, []],
    ['nothing of another alias', { ...line, qualifier: 'live-green' }, []],
    ['nothing of what was invoked by a call', { ...line, kind: 'invocation' }, []],
    ['nothing of another function', { ...line, function: 'other' }, []],
  ])('is %s', async (_, entry, expected) => {
    expect(await measured(entry)).toEqual(expected);
  });

  it('is not known without a trace', async () => {
    const none = new TraceMeasurements({ trace: null, functions: { of: () => Promise.resolve([]) }, accountOf: () => account });
    expect(await none.meter('production')).toMatchObject({ kind: 'missing', lacking: 'call-trace' });
  });
});
