import { describe, expect, it } from 'vitest';
import type { GateRecord, Outcome, RehearsalRecord, StageRecord } from '../../model/record.ts';
import { caughtBy, mismatch } from './caught.ts';

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

  it.each([
    [{ gate: 'lint', environment: 'dev', outcome: 'blocked' }, /by unit in dev/],
    [{ gate: 'unit', environment: 'uat', outcome: 'blocked' }, /by unit in dev/],
    [{ gate: 'unit', environment: 'dev', outcome: 'waiting' }, /outcome blocked/],
    [{ outcome: 'released' }, /outcome blocked/],
  ] as const)('of %j says what was seen instead', (expected, answer) => {
    expect(mismatch({ expect: { ...expected } }, blocked)).toMatch(answer);
  });
});
