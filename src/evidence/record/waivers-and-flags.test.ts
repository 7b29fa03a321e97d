import { describe, expect, it } from 'vitest';
import type { Happening, LedgerEntry } from '../../model/evidence.ts';
import { sha256Of } from '../sha256-of.ts';
import { instantAt, SampleRun } from '../testing/sample-run.ts';
import { buildRecord } from './build-record.ts';
import { stageHistory } from './stage-history.ts';

const waiver = {
  gate: 'unit',
  environment: 'local',
  version: 'v1.4.0',
  by: 'Pat Product',
  role: 'product-owner',
  reason: 'Flaky until OPS-7',
  reference: 'OPS-7',
  at: instantAt(3),
  expires: instantAt(3000),
} as const;
const given: Happening = { kind: 'waiver-given', at: instantAt(90), environment: 'local', waiver };

function switched(value: boolean, environment = 'local'): Happening {
  return { kind: 'flag-switched', at: instantAt(91), environment, flag: 'instant', value, by: 'Pat Product' };
}

function recordOf(run: SampleRun) {
  const entries = run.happenings.map((happening, index): LedgerEntry => ({
    index,
    run: 'r',
    previous: sha256Of('previous'),
    happening,
    signature: '',
  }));
  return buildRecord(entries);
}

function ended(): SampleRun {
  return new SampleRun()
    .start('local')
    .step('local', 'unit', { verdict: 'failed' })
    .finishStage('local', 'blocked')
    .finish('blocked', 'Red.');
}

describe('what people type after a run', () => {
  it.each([
    ['a waiver', given],
    ['a switch', switched(true)],
    [
      'an approval',
      {
        kind: 'approval-given',
        at: instantAt(92),
        environment: 'local',
        approval: { by: 'Pat', role: 'owner', at: instantAt(92), release: sha256Of('r'), plan: sha256Of('p'), simulated: false },
      },
    ],
  ] as const)('does not take its end from it: %s', (_, happening) => {
    const { outcome, durationMs } = recordOf(ended());
    expect(recordOf(ended().happen(happening))).toMatchObject({ outcome, durationMs });
    expect(outcome).toBe('blocked');
  });

  it('shows a waiver in its stage alone', () => {
    const { stages } = recordOf(ended().happen(given));
    expect(stages.map((stage) => stage.waivers)).toEqual([[waiver], [], [], []]);
  });

  it('shows flags as the deploy set them, then as they were switched', () => {
    const run = new SampleRun().start('local').step('local', 'deploy', { facts: { flags: { instant: false, other: true } } });
    run.happen(switched(true)).happen(switched(true, 'dev'));
    expect(recordOf(run).stages.map((stage) => stage.flags)).toEqual([{ instant: true, other: true }, { instant: true }, {}, {}]);
    run.step('local', 'deploy', { facts: { flags: { instant: false } } }).step('local', 'smoke');
    expect(recordOf(run).stages[0]?.flags).toEqual({ instant: false });
  });
});

describe('a stage that is gone through again', () => {
  it('has no history from before', () => {
    const run = new SampleRun().start('local').step('local', 'unit').finishStage('local', 'passed').finish('released', 'Well.');
    const again: Happening = { kind: 'resumed', at: instantAt(9), from: 'local', again: ['local'] };
    expect(stageHistory([...run.happenings, again], 'local')).toMatchObject({ started: null, steps: [], outcome: null });
    expect(stageHistory([...run.happenings, { ...again, again: ['dev'] }], 'local')).toMatchObject({ outcome: 'passed' });
  });
});

describe('a stage that was rolled back when a step threw', () => {
  const back: Happening = {
    kind: 'rolled-back',
    at: instantAt(5),
    environment: 'local',
    rollback: { trigger: 'smoke threw', detectedMs: 1, revertedMs: 1, userErrorWindowMs: 2, limitMs: 3, rehearsed: false },
    deployed: [],
    load: [],
  };
  const rollout = { strategy: 'all-at-once', steps: [] };

  it('is gone through again from its deploy', () => {
    const run = new SampleRun().start('local').step('local', 'build').step('local', 'deploy', { facts: { rollout } });
    const history = stageHistory(run.happen(back).finish('error', 'smoke threw').resume('local/deploy').happenings, 'local');
    expect(history.steps.map((step) => step.name)).toEqual(['build']);
    expect(history.rolledBack).toBeNull();
  });

  it('keeps what came before a deploy that threw', () => {
    const run = new SampleRun().start('local').step('local', 'build').happen(back).finish('error', 'deploy threw').resume('local/deploy');
    expect(stageHistory(run.happenings, 'local').steps.map((step) => step.name)).toEqual(['build']);
  });

  it('that was killed before its end is still rolled back', () => {
    const run = new SampleRun()
      .start('local')
      .step('local', 'deploy', { facts: { rollout } })
      .step('local', 'smoke', { verdict: 'failed' });
    expect(stageHistory(run.happen(back).resume('local').happenings, 'local').rolledBack).toBe(back);
    expect(stageHistory(run.finish('error', 'x').resume('local').happenings, 'local').rolledBack).toBe(back);
  });
});
