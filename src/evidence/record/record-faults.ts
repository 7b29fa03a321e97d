import type { RehearsalRecord, StageRecord } from '../../model/record.ts';
import { releaseIdOf } from '../../model/release.ts';
import { sha256Of } from '../sha256-of.ts';

/** What a record of the right form says wrong; empty where it holds together. */
export function recordFaults(record: RehearsalRecord): readonly string[] {
  return [...releaseFaults(record), ...outcomeFaults(record), ...record.stages.flatMap((stage) => stageFaults(stage, record))];
}

function releaseFaults({ release, artefacts }: RehearsalRecord): readonly string[] {
  const faults: string[] = [];
  if (release === null) {
    if (artefacts.length > 0) faults.push('artefacts: there are some, but no release that they belong to');
    return faults;
  }
  if (releaseIdOf(artefacts, sha256Of) !== release.id) faults.push('release.id: is not the digest of the sorted artefact digests');
  if (new Set(artefacts.map((each) => each.name)).size < artefacts.length) faults.push('artefacts: two have the same name');
  return faults;
}

function outcomeFaults({ outcome, release, stages }: RehearsalRecord): readonly string[] {
  const faults: string[] = [];
  const reached = stages.filter((stage) => stage.outcome !== 'not-reached');
  if (outcome === 'released') {
    const held = reached.find((stage) => stage.outcome !== 'passed');
    if (held !== undefined) faults.push(`outcome: released, but ${held.environment} is ${held.outcome}`);
    if (release === null) faults.push('outcome: released, but there is no release');
  } else if (outcome !== 'error' && !reached.some((stage) => stage.outcome === outcome)) {
    faults.push(`outcome: ${outcome}, but no stage is`);
  }
  if (new Set(stages.map((stage) => stage.environment)).size < stages.length) faults.push('stages: two are of the same environment');
  return faults;
}

function stageFaults(stage: StageRecord, { release }: RehearsalRecord): readonly string[] {
  const { environment, outcome, gates, approvals, plan, rollback } = stage;
  const faults: string[] = [];
  const red = gates.find((each) => each.verdict !== 'passed' && each.verdict !== 'waived');
  if (outcome === 'passed' && red !== undefined) faults.push(`passed, but ${red.gate} is ${red.verdict}`);
  if (outcome === 'not-reached' && gates.length > 0) faults.push('not reached, but gates were run');
  if (outcome === 'rolled-back' && (rollback === null || rollback.rehearsed)) faults.push('rolled back, but it is not said how');
  if (approvals.some((each) => each.release !== release?.id)) faults.push('an approval is of another release');
  if (approvals.some((each) => each.plan !== plan)) faults.push('an approval is of another plan');
  return faults.map((fault) => `stages.${environment}: ${fault}`);
}
