import { describe, expect, it } from 'vitest';
import { buildRecord } from '../evidence/record/build-record.ts';
import { sampleRuns } from '../evidence/testing/sample-runs.ts';
import type { RehearsalRecord, StageRecord } from '../model/record.ts';
import { compareRecords } from './compare-records.ts';
import { sourceOf } from './testing/source-of.ts';

const released = buildRecord(sourceOf(sampleRuns.released()).entries);

function withUat(change: (uat: StageRecord) => Partial<StageRecord>): RehearsalRecord {
  const stages = released.stages.map((stage) => (stage.environment === 'uat' ? { ...stage, ...change(stage) } : stage));
  return { ...released, stages };
}

function withP99(p99Ms: number): RehearsalRecord {
  return withUat(({ load }) => ({ load: load.map((each) => (each.route === 'POST /payments' ? { ...each, p99Ms } : each)) }));
}

describe('two runs', () => {
  it('that went the same way do not differ, whenever they were', () => {
    expect(compareRecords(released, { ...released, startedAt: '2027-01-01T00:00:00.000Z', durationMs: 1, seed: 9 })).toEqual([]);
  });

  it.each<[string, RehearsalRecord, readonly string[]]>([
    ['the outcome', { ...released, outcome: 'blocked' }, ['outcome: released, blocked']],
    ['the backend', { ...released, backend: { ...released.backend, kind: 'containers' } }, ['backend: embedded, containers']],
    ['the commit', { ...released, commit: 'c' }, [`commit: ${released.commit}, c`]],
    ['a stage', withUat(() => ({ outcome: 'blocked' })), ['uat: passed, blocked']],
    [
      'a gate',
      withUat(({ gates }) => ({ gates: gates.map((each) => (each.gate === 'security' ? { ...each, verdict: 'waived' } : each)) })),
      ['uat/security: passed, waived'],
    ],
    [
      'a gate that one has not',
      withUat(({ gates }) => ({ gates: gates.filter(({ gate }) => gate !== 'security') })),
      ['uat/security: passed, –'],
    ],
    ['a flag', withUat(() => ({ flags: { instant: true } })), ['uat/flag/instant: –, on']],
    ['no load', withUat(({ load }) => ({ load: load.slice(0, 1) })), ['uat/p99/GET /payments/{id}: 14.9 ms (noise 1.2 ms), –']],
    ['a p99 beyond both noises', withP99(31.7 + 4.3), ['uat/p99/POST /payments: 31.7 ms (noise 2.1 ms), 36.0 ms (noise 2.1 ms)']],
    ['a p99 below by more', withP99(31.7 - 4.3), ['uat/p99/POST /payments: 31.7 ms (noise 2.1 ms), 27.4 ms (noise 2.1 ms)']],
    ['a p99 within the noise', withP99(31.7 + 4.1), []],
    [
      'the version that is live',
      withUat(({ deployed }) => ({ deployed: deployed.slice(1) })),
      [`uat/deployed/CreatePaymentFunction: 5 ${released.artefacts[0]?.digest ?? ''}, –`],
    ],
    [
      'no release',
      { ...released, release: null, artefacts: released.artefacts.slice(1) },
      [
        'version: v1.4.0, –',
        `release: ${released.release?.id ?? ''}, –`,
        `artefact/create-payment.zip: ${released.artefacts[0]?.digest ?? ''}, –`,
      ],
    ],
  ])('differ in %s', (_, right, expected) => {
    expect(compareRecords(released, right).map((each) => `${each.at}: ${each.left}, ${each.right}`)).toEqual(expected);
  });

  it('differ in a schema', () => {
    const [database] = released.stages.find(({ environment }) => environment === 'uat')?.database ?? [];
    const right = withUat(() => ({ database: database === undefined ? [] : [{ ...database, version: null }] }));
    expect(compareRecords(released, right).map(({ at }) => at)).toEqual(['uat/database/payments']);
  });
});
