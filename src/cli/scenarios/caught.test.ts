import { describe, expect, it } from 'vitest';
import type { GateRecord, Outcome, RehearsalRecord, StageRecord } from '../../model/record.ts';
import { caughtBy, lackedBy, mismatch } from './caught.ts';

const gate = (name: GateRecord['gate'], verdict: GateRecord['verdict']): GateRecord => ({
  gate: name,
  module: null,
  verdict,
  reason: `${name} says so`,
  startedAt: '',
  durationMs: 0,
  evidence: [],
});
const stage = (environment: string, outcome: StageRecord['outcome'], gates: readonly GateRecord[]): StageRecord => ({
  environment,
  outcome,
  gates,
  account: '',
  trigger: { kind: 'manual', ref: '' },
  approvals: [],
  waivers: [],
  flags: {},
  isolation: null,
  compatibility: null,
  shadow: null,
  loadProfiles: [],
  plan: null,
  database: [],
  deployed: [],
  rollout: null,
  load: [],
  rollback: null,
});
const record = (outcome: Outcome, stages: readonly StageRecord[]): RehearsalRecord => ({ outcome, stages }) as unknown as RehearsalRecord;

describe('caughtBy', () => {
  it('names the first gate on the path that did not pass', () => {
    const stages = [
      stage('local', 'passed', [gate('build', 'passed')]),
      stage('dev', 'blocked', [gate('lint', 'passed'), gate('unit', 'failed')]),
      stage('uat', 'not-reached', []),
    ];
    expect(caughtBy(record('blocked', stages))).toEqual({ environment: 'dev', gate: 'unit', reason: 'unit says so' });
  });

  it('looks past what was waived, and first where it is to look', () => {
    const stages = [
      stage('dev', 'passed', [gate('unit', 'waived')]),
      stage('uat', 'blocked', [gate('acceptance', 'failed')]),
      stage('production', 'blocked', [gate('same-artefact', 'failed')]),
    ];
    expect(caughtBy(record('blocked', stages))).toMatchObject({ environment: 'uat', gate: 'acceptance' });
    expect(caughtBy(record('blocked', stages), 'production')).toMatchObject({ environment: 'production', gate: 'same-artefact' });
    expect(caughtBy(record('blocked', stages), 'dev')).toMatchObject({ environment: 'uat', gate: 'acceptance' });
  });

  it('names nobody in a run that went through', () => {
    expect(caughtBy(record('released', [stage('local', 'passed', [gate('build', 'passed')])]))).toMatchObject({
      environment: null,
      gate: null,
    });
  });
});

describe('mismatch', () => {
  const blocked = record('blocked', [stage('dev', 'blocked', [gate('unit', 'failed')])]);
  it('is nothing where the record is what was expected', () => {
    expect(mismatch({ expect: { gate: 'unit', environment: 'dev', outcome: 'blocked' } }, blocked)).toBeNull();
  });

  it('is another candidate than the one that was expected', () => {
    const released = {
      ...record('released', []),
      release: { id: `sha256:${'0'.repeat(64)}`, version: 'v1', candidate: 'v1.4.0-rc.2' },
    } as const;
    expect(mismatch({ expect: { outcome: 'released', candidate: 'v1.4.0-rc.2' } }, released)).toBeNull();
    expect(mismatch({ expect: { outcome: 'released', candidate: 'v1.4.0-rc.1' } }, released)).toBe('outcome released');
  });

  it.each([
    [{ gate: 'lint', environment: 'dev', outcome: 'blocked' }, /by unit in dev/],
    [{ gate: 'unit', environment: 'uat', outcome: 'blocked' }, /by unit in dev/],
    [{ gate: 'unit', environment: 'dev', outcome: 'waiting' }, /outcome blocked/],
    [{ outcome: 'released' }, /outcome blocked/],
  ] as const)('of %j says what was seen instead', (expected, answer) => {
    expect(mismatch({ expect: { ...expected } }, blocked)).toMatch(answer);
  });
});

describe('lackedBy', () => {
  const on = (...missing: readonly string[]) => ({ backend: { kind: 'containers', emulator: 'localstack 4.14.0', missing } });

  it.each([
    ['needs nothing', {}, on('iam-enforcement'), null],
    ['needs what is there', { needs: ['call-trace'] }, on('iam-enforcement'), null],
    ['needs what is missing', { needs: ['iam-enforcement', 'kms'] }, on('signatures', 'iam-enforcement'), 'iam-enforcement'],
    ['needs more than one thing', { needs: ['iam-enforcement', 'kms'] }, on('kms', 'iam-enforcement'), 'iam-enforcement, kms'],
  ])('says what the backend lacks of a scenario that %s', (_, scenario, record, lacked) => {
    expect(lackedBy(scenario, record)).toBe(lacked);
  });
});
