import { describe, expect, it } from 'vitest';
import type { Rollback } from '../../model/deployment.ts';
import type { Happening } from '../../model/evidence.ts';
import { digestOfEntry } from '../ledger/ledger-line.ts';
import { sha256Of } from '../sha256-of.ts';
import { deployedAs, instantAt, samplePlan, sampleRelease, SampleRun } from '../testing/sample-run.ts';
import { sampleRuns } from '../testing/sample-runs.ts';
import { signedLedger } from '../testing/signed-ledger.ts';
import { buildRecord } from './build-record.ts';
import { validateRecord } from './validate-record.ts';

function recordOf(run: { readonly happenings: readonly Happening[] }) {
  return buildRecord(signedLedger(run.happenings));
}

function stageOf(run: { readonly happenings: readonly Happening[] }, environment: string) {
  return recordOf(run).stages.find((stage) => stage.environment === environment);
}

describe('buildRecord', () => {
  it.each([
    ['released', ['passed', 'passed', 'passed', 'passed'], 'released'],
    ['rolledBack', ['passed', 'passed', 'passed', 'rolled-back'], 'rolled-back'],
    ['blocked', ['passed', 'blocked', 'not-reached', 'not-reached'], 'blocked'],
    ['waiting', ['passed', 'passed', 'passed', 'waiting'], 'waiting'],
    ['refused', ['passed', 'passed', 'passed', 'blocked'], 'blocked'],
    ['cutOff', ['passed', 'passed', 'blocked', 'not-reached'], 'error'],
  ] as const)('makes a valid record of a run that was %s', (name, stages, outcome) => {
    const record = recordOf(sampleRuns[name]());
    expect(validateRecord(JSON.parse(JSON.stringify(record)))).toEqual({ kind: 'valid', record });
    expect(record.outcome).toBe(outcome);
    expect(record.stages.map((stage) => stage.outcome)).toEqual(stages);
  });

  it('says of the run what its beginning, its end and the ledger say', () => {
    const entries = signedLedger(sampleRuns.released().happenings);
    const last = entries.at(-1);
    expect(buildRecord(entries)).toMatchObject({
      startedAt: instantAt(0),
      durationMs: (entries.length - 1) * 1000,
      project: 'payments',
      release: { id: sampleRelease.id, version: 'v1.4.0', candidate: 'v1.4.0-rc.1' },
      artefacts: sampleRelease.artefacts,
      ledger: { entries: entries.length, head: last === undefined ? '' : digestOfEntry(last) },
    });
  });

  it('counts a run without an end as an error that lasts until its last happening', () => {
    const run = sampleRuns.cutOff();
    expect(recordOf(run)).toMatchObject({ outcome: 'error', durationMs: (run.happenings.length - 1) * 1000 });
    expect(recordOf(sampleRuns.waiting().resume('production/approval')).outcome).toBe('error');
  });

  it('has no release before one was built', () => {
    expect(recordOf(new SampleRun().start('local'))).toMatchObject({ release: null, artefacts: [] });
  });

  it('shows stages that were not reached as the topology has them', () => {
    expect(stageOf(sampleRuns.blocked(), 'production')).toEqual({
      environment: 'production',
      account: '444444444444',
      trigger: { kind: 'tag', ref: 'v1.4.0' },
      outcome: 'not-reached',
      gates: [],
      approvals: [],
      waivers: [],
      flags: {},
      plan: null,
      database: [],
      deployed: [],
      rollout: null,
      load: [],
      loadProfiles: [],
      rollback: null,
      isolation: null,
      compatibility: null,
      shadow: null,
    });
  });

  it('shows gates in their order, with reason and times, and no actions', () => {
    const stage = stageOf(sampleRuns.released(), 'dev');
    expect(stage?.gates.map((gate) => gate.gate)).toEqual(['unit', 'migrate', 'deploy', 'smoke']);
    expect(stage?.gates[0]).toMatchObject({ module: null, verdict: 'passed', durationMs: 3410, evidence: [] });
    expect(stage).toMatchObject({ deployed: deployedAs('2'), plan: samplePlan, rollout: { strategy: 'all-at-once' } });
  });

  it('shows after a rollback what is live again, and the rollout as reverted', () => {
    expect(stageOf(sampleRuns.rolledBack(), 'production')).toMatchObject({
      deployed: deployedAs('6', 'old'),
      rollout: { steps: [{ result: 'reverted' }] },
      rollback: { userErrorWindowMs: 2480 },
      load: [{ errorRate: 0.183 }],
    });
  });

  it('shows a rollback that was rehearsed, unless there was a real one', () => {
    const rehearsed: Rollback = {
      trigger: 'rollback-rehearsal: errors planted; errors on GET /x: 3 of 3 requests, 1 % allowed',
      detectedMs: 90,
      revertedMs: 60,
      userErrorWindowMs: 180,
      limitMs: 300_000,
      rehearsed: true,
    };
    const rehearse = (run: Pick<SampleRun, 'happenings'>, environment: string): Pick<SampleRun, 'happenings'> => ({
      happenings: run.happenings.map((each) =>
        each.kind === 'step-finished' && each.environment === environment && each.name === 'deploy'
          ? { ...each, facts: { ...each.facts, rollback: rehearsed } }
          : each,
      ),
    });
    expect(stageOf(rehearse(sampleRuns.released(), 'uat'), 'uat')?.rollback).toEqual(rehearsed);
    expect(stageOf(rehearse(sampleRuns.rolledBack(), 'production'), 'production')?.rollback).toMatchObject({ rehearsed: false });
  });

  it("keeps a step's load where a rollback measured none", () => {
    const run = sampleRuns.rolledBack();
    const happenings = run.happenings.map((each) => (each.kind === 'rolled-back' ? { ...each, load: [] } : each));
    expect(stageOf({ happenings }, 'production')?.load).toEqual([]);
  });

  it('keeps a failed rollout step as failed', () => {
    const run = sampleRuns.rolledBack();
    const happenings = run.happenings.map((each) =>
      each.kind === 'step-finished' && each.facts.rollout !== undefined
        ? {
            ...each,
            facts: {
              ...each.facts,
              rollout: { ...each.facts.rollout, steps: each.facts.rollout.steps.map((step) => ({ ...step, result: 'failed' as const })) },
            },
          }
        : each,
    );
    expect(stageOf({ happenings }, 'production')?.rollout?.steps).toMatchObject([{ result: 'failed' }]);
  });

  it('takes the plan that was approved for that of the stage, whatever was left of it at the deploy', () => {
    const rest = sha256Of('what is left of the plan');
    const run = new SampleRun().start('production');
    run.step('production', 'approval', { facts: { plan: samplePlan } }).step('production', 'deploy', { facts: { plan: rest } });
    expect(stageOf(run, 'production')?.plan).toBe(samplePlan);
    expect(stageOf(new SampleRun().start('dev').step('dev', 'deploy', { facts: { plan: rest } }), 'dev')?.plan).toBe(rest);
  });

  it('shows a database as the last step that saw it did', () => {
    const seen = (version: string) => [{ name: 'payments', version, schema: sha256Of(version) }];
    const run = new SampleRun().start('dev').step('dev', 'migrate', { facts: { database: seen('3') } });
    expect(stageOf(run.step('dev', 'schema-snapshot', { facts: { database: seen('4') } }), 'dev')?.database).toEqual(seen('4'));
  });

  it('refuses a ledger without a beginning', () => {
    expect(() => buildRecord([])).toThrow('does not begin with a run');
    expect(() => buildRecord(signedLedger(sampleRuns.released().happenings.slice(1)))).toThrow('does not begin with a run');
  });
});

describe('buildRecord of a run that was resumed', () => {
  it('judges a step that waited again, and drops what the wait left', () => {
    const resumed = sampleRuns.waiting().resume('production/approval');
    expect(stageOf(resumed, 'production')).toMatchObject({ outcome: 'blocked', gates: [] });
  });

  it('shows a step as it went the last time', () => {
    const run = sampleRuns.blocked().resume('dev/unit').start('dev').step('dev', 'lint').step('dev', 'unit');
    run.finishStage('dev', 'passed').finish('released', 'As far as asked.');
    const stage = stageOf(run, 'dev');
    expect(stage?.outcome).toBe('passed');
    expect(stage?.gates.map((gate) => [gate.gate, gate.verdict])).toEqual([
      ['lint', 'passed'],
      ['unit', 'passed'],
    ]);
  });

  it('drops what blocked a run that had ended, and keeps what had passed', () => {
    const stage = stageOf(sampleRuns.blocked().resume('dev/unit'), 'dev');
    expect(stage?.gates.map((gate) => gate.gate)).toEqual(['lint']);
    expect(stage?.outcome).toBe('blocked');
  });

  it('keeps a red step of a run that was killed before its end', () => {
    const run = new SampleRun().start('dev').step('dev', 'smoke', { verdict: 'failed', reason: 'Down.' }).resume('dev/smoke');
    expect(stageOf(run, 'dev')?.gates).toMatchObject([{ verdict: 'failed' }]);
    expect(stageOf(run.finishStage('dev', 'blocked').resume('dev'), 'dev')).toMatchObject({
      outcome: 'blocked',
      gates: [{ gate: 'smoke' }],
    });
  });

  it('goes through a stage that was rolled back again from where traffic moved', () => {
    const stage = stageOf(sampleRuns.rolledBack().resume('production/deploy'), 'production');
    expect(stage?.gates.map((gate) => gate.gate)).toEqual(['approval', 'same-artefact', 'migrate']);
    expect(stage).toMatchObject({ rollback: null, rollout: null, deployed: [] });
  });

  it('leaves stages that had passed as they were', () => {
    const run = sampleRuns.released();
    expect(stageOf(run, 'uat')).toEqual(stageOf(sampleRuns.released().resume('the end'), 'uat'));
  });

  it('forgets a refusal that was overcome', () => {
    const run = sampleRuns.refused().resume('production').start('production').finishStage('production', 'passed');
    expect(stageOf(run, 'production')?.outcome).toBe('passed');
  });
});
