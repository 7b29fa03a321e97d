import { SampleRun } from '../../evidence/testing/sample-run.ts';

export const hostile = '<img src=x onerror=alert(1)> "\'& ]]> --> | `x` [a](http://b) \u0000\u001b[31m @ann';

/** A run in which every text that a project can choose is meant to break out of its place. */
export function hostileRun(): SampleRun {
  const run = new SampleRun().start('local').step('local', 'unit', { verdict: 'failed', reason: hostile });
  return run.finishStage('local', 'blocked').finish('blocked', hostile);
}
