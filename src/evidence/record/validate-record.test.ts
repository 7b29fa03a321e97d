import { describe, expect, it } from 'vitest';
import { sha256Of } from '../sha256-of.ts';
import { sampleRuns } from '../testing/sample-runs.ts';
import { signedLedger } from '../testing/signed-ledger.ts';
import { buildRecord } from './build-record.ts';
import { validateRecord } from './validate-record.ts';

const released = buildRecord(signedLedger(sampleRuns.released().happenings));
const rolledBack = buildRecord(signedLedger(sampleRuns.rolledBack().happenings));
const blocked = buildRecord(signedLedger(sampleRuns.blocked().happenings));

/** A copy with one member changed: `stages.3.plan`. */
function changed(record: object, path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(record)) as object;
  const members = path.split('.');
  const last = members.pop() ?? '';
  let at: unknown = copy;
  for (const member of members) at = Reflect.get(at as object, member);
  if (value === undefined) Reflect.deleteProperty(at as object, last);
  else Reflect.set(at as object, last, value);
  return copy;
}

function problemsOf(value: unknown): readonly string[] {
  const validation = validateRecord(value);
  return validation.kind === 'valid' ? [] : validation.problems;
}

describe('validateRecord', () => {
  it.each([
    ['schema', 'rehearsal/2'],
    ['simulation', false],
    ['outcome', 'done'],
    ['startedAt', '2026-11-20T09:30:00+01:00'],
    ['startedAt', 'yesterday'],
    ['durationMs', -1],
    ['commit', '4f0c1d2'],
    ['commit', undefined],
    ['project', ''],
    ['authors', 'Ada'],
    ['seed', '7'],
    ['topology.digest', 'sha256:0'],
    ['backend.missing', null],
    ['release.version', ''],
    ['release.id', `sha256:${'A'.repeat(64)}`],
    ['artefacts.0.kind', 'jar'],
    ['artefacts.0.bytes', 1.5],
    ['stages', []],
    ['stages.0.account', '1234'],
    ['stages.0.trigger.kind', 'cron'],
    ['stages.0.outcome', 'skipped'],
    ['stages.1.gates.0.gate', 'vibes'],
    ['stages.1.gates.0.verdict', 'green'],
    ['stages.1.gates.0.reason', ''],
    ['stages.1.gates.0.startedAt', '2026-11-20'],
    ['stages.1.gates.0.evidence', ['report.xml']],
    ['stages.1.waivers', [{}]],
    ['stages.2.load.0.errorRate', 1.1],
    ['stages.2.load.0.p99Ms', null],
    ['stages.3.approvals.0.simulated', 'yes'],
    ['stages.3.rollout.steps.0.weightPercent', 101],
    ['stages.3.deployed.0.digest', 'base64='],
    ['stages.3.database.0.version', 3],
    ['ledger.entries', 0],
    ['ledger.head', null],
    ['extra', 'member'],
    ['stages.0.extra', 'member'],
  ])('refuses a record whose %s is %j, naming the place', (path, value) => {
    const [problem = ''] = problemsOf(changed(released, path, value));
    const place = value === 'member' ? path.split('.').slice(0, -1).join('.') : path;
    expect(problem.startsWith(place)).toBe(true);
    expect(problem).toContain(': ');
  });

  it.each([
    ['release.id', released, 'release.id', sha256Of('other'), 'is not the digest of the sorted artefact digests'],
    ['artefacts', released, 'artefacts.0.digest', sha256Of('other'), 'release.id: is not the digest'],
    ['artefact names', released, 'artefacts.1.name', 'create-payment.zip', 'two have the same name'],
    ['artefacts without release', released, 'release', null, 'but no release'],
    ['a release that is none', { ...released, artefacts: [] }, 'release', null, 'released, but there is no release'],
    ['released past a blocked stage', blocked, 'outcome', 'released', 'released, but dev is blocked'],
    ['blocked, with no stage so', released, 'outcome', 'blocked', 'outcome: blocked, but no stage is'],
    ['waiting, with no stage so', released, 'outcome', 'waiting', 'outcome: waiting, but no stage is'],
    ['one environment twice', released, 'stages.0.environment', 'dev', 'two are of the same environment'],
    ['passed past a red gate', released, 'stages.1.gates.0.verdict', 'inconclusive', 'stages.dev: passed, but unit is inconclusive'],
    ['gates where none was reached', rolledBack, 'stages.3.outcome', 'not-reached', 'not reached, but gates were run'],
    ['a rollback without its times', rolledBack, 'stages.3.rollback', null, 'rolled back, but it is not said how'],
    ['an approval of another release', released, 'stages.3.approvals.0.release', sha256Of('other'), 'an approval is of another release'],
    ['an approval of another plan', released, 'stages.3.approvals.0.plan', sha256Of('other'), 'an approval is of another plan'],
  ])('refuses %s', (_what, record, path, value, problem) => {
    expect(problemsOf(changed(record, path, value)).join('\n')).toContain(problem);
  });

  it.each([
    ['a waived gate in a passed stage', released, 'stages.1.gates.0.verdict', 'waived'],
    ['an error whatever the stages are', released, 'outcome', 'error'],
    ['a release that goes no further than asked', blocked, 'stages.1.outcome', 'blocked'],
  ])('takes %s', (_what, record, path, value) => {
    expect(problemsOf(changed(record, path, value))).toEqual([]);
  });

  it.each([null, 'x', 1, []])('refuses %j', (value) => {
    expect(problemsOf(value)).toHaveLength(1);
  });
});
