import { type DeployedFunction, isSameFunction, placeOf } from '../model/deployment.ts';
import type { DriftReport } from '../ports/drift.ts';
import { defineGate, environmentOf } from './define-gate.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/** Nothing was changed beside the pipeline since its last promotion, and what that left is what is live. */
export const drift = defineGate('drift', [], async (subject, { drift: reader, deployer }) => {
  const environment = environmentOf(subject);
  const report = await reader.read(environment);
  const live = await deployer.live(environment);
  return result(judgeDrift(environment, report, live), report.evidence, report.calls === null ? { lacking: ['call-trace'] } : {});
});

export function judgeDrift(environment: string, report: DriftReport, live: readonly DeployedFunction[]): Judgement {
  const { changes, calls, left } = report;
  const [first] = changes;
  const since = report.since === null ? 'since the account was set up' : `since the last promotion at ${report.since}`;
  if (first !== undefined) {
    const more = changes.length === 1 ? '' : ` (and ${String(changes.length - 1)} more)`;
    return failed(
      `${first.who} did ${first.what} on ${first.resource} at ${first.at}${more}, beside the pipeline and ${since}: undo it and say so in a waiver for drift, or explain it in one.`,
    );
  }
  const differences = left === null ? [] : differencesBetween(left, live);
  if (differences.length > 0) {
    return failed(
      `What is live in ${environment} is not what the last promotion left: ${differences.join('; ')}. Find out who changed it.`,
    );
  }
  const same = left === null ? '' : `, and the ${String(left.length)} functions that it left are live`;
  if (calls === null) {
    return inconclusive(`Who changed ${environment} can't be said: this backend keeps no trace of calls${same}.`);
  }
  return passed(`Nobody but the pipeline changed ${environment} ${since} (${String(calls)} calls looked at)${same}.`);
}

function differencesBetween(left: readonly DeployedFunction[], live: readonly DeployedFunction[]): readonly string[] {
  const changed = left.flatMap((each) => {
    const now = live.find((one) => isSameFunction(one, each));
    if (now === undefined) return [`${placeOf(each)} is gone`];
    if (now.version === each.version && now.digest === each.digest) return [];
    return [`${placeOf(each)} was version ${each.version} and is ${now.version}${now.digest === each.digest ? '' : ' with other code'}`];
  });
  const added = live.filter((each) => !left.some((one) => isSameFunction(one, each))).map((each) => `${placeOf(each)} is new`);
  return [...changed, ...added];
}
