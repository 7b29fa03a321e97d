import { describe, expect, it } from 'vitest';
import type { RolloutStepped } from '../../model/evidence.ts';
import { instantAt, SampleRun } from '../testing/sample-run.ts';
import { stageRecord } from './stage-record.ts';

const stepped = (step: number, phase: RolloutStepped['phase']): RolloutStepped => {
  const weightPercent = step === 0 ? 10 : 100;
  const base = { kind: 'rollout-step', at: instantAt(5), environment: 'production', strategy: 'canary', router: 'alias', step } as const;
  const record = { name: 'x', weightPercent, startedAt: instantAt(4), durationMs: 900, result: 'applied' } as const;
  return { ...base, name: `${String(weightPercent)} %`, weightPercent, phase, ...(phase === 'over' ? { record } : {}) };
};
const place = { environment: 'production', account: '444444444444', trigger: { kind: 'manual', ref: 'x' } } as const;

function recorded(...steps: readonly RolloutStepped[]) {
  const run = new SampleRun().start('production');
  return stageRecord(place, [...run.happenings, ...steps]).rollout;
}

describe('a rollout that was cut off', () => {
  it.each([
    ['while traffic was moved', [stepped(0, 'shifting')], { result: 'failed', fault: 'The run was cut off while it moved the traffic.' }],
    [
      'in a bake',
      [stepped(0, 'shifting'), stepped(0, 'shifted')],
      { result: 'applied', fault: 'The run was cut off before it had judged this step.' },
    ],
    ['between two steps', [stepped(0, 'shifting'), stepped(0, 'shifted'), stepped(0, 'over')], { result: 'applied', durationMs: 900 }],
    ['while the second was moved', [stepped(0, 'over'), stepped(1, 'shifting')], { weightPercent: 100, result: 'failed' }],
  ])('%s is in the record with the step that it was at', (_, steps, last) => {
    const rollout = recorded(...steps);
    expect(rollout).toMatchObject({ strategy: 'canary', router: 'alias' });
    expect(rollout?.steps.at(-1)).toMatchObject(last);
  });

  it('is none where none was begun', () => {
    expect(recorded()).toBeNull();
  });
});
