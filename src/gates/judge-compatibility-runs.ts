import type { CodeOnSchema } from '../model/compatibility.ts';
import type { CompatibilityRun } from '../ports/compatibility.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';

/** What each version's own tests say of it on a schema. A check that the version has no command for says nothing, and is left out. */
export function judgeRuns(runs: readonly CompatibilityRun[], version: string): readonly CodeOnSchema[] {
  return runs.flatMap(({ code, commit, schema, check, outcome }): readonly CodeOnSchema[] => {
    if (outcome.kind === 'not-configured') return [];
    const { verdict, reason } = judgeCheck(check, outcome, (report) => judgeTests(check, report));
    const said = verdict === 'passed' || verdict === 'failed' ? verdict : 'inconclusive';
    return [
      { code: code === 'new' ? version : code, commit, schema: schema === 'new' ? version : 'the live one', check, verdict: said, reason },
    ];
  });
}
