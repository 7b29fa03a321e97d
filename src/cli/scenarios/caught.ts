import type { RehearsalRecord } from '../../model/record.ts';
import type { Scenario } from '../../config/scenario-file.ts';

/** What stopped a run, as its record says; all null where nothing did. */
export interface Caught {
  readonly environment: string | null;
  readonly gate: string | null;
  readonly reason: string;
}

/** `expected` is looked at first: where one stage was red and another promoted all the same, both are. */
export function caughtBy(record: RehearsalRecord, expected?: string): Caught {
  const first = record.stages.filter((stage) => stage.environment === expected);
  for (const stage of [...first, ...record.stages]) {
    const gate = stage.gates.find((one) => one.verdict !== 'passed' && one.verdict !== 'waived');
    if (gate !== undefined) return { environment: stage.environment, gate: gate.gate, reason: gate.reason };
    if (stage.outcome !== 'passed' && stage.outcome !== 'not-reached')
      return { environment: stage.environment, gate: null, reason: `the stage is ${stage.outcome}` };
  }
  return { environment: null, gate: null, reason: '' };
}

/** Why the record isn't what the scenario expects; null where it is. */
export function mismatch({ expect }: Pick<Scenario, 'expect'>, record: RehearsalRecord): string | null {
  const caught = caughtBy(record, expect.environment);
  const seen = `outcome ${record.outcome}${caught.gate === null ? '' : `, by ${caught.gate} in ${caught.environment}: ${caught.reason}`}`;
  const asExpected =
    (expect.candidate === undefined || record.release?.candidate === expect.candidate) &&
    record.outcome === expect.outcome &&
    (expect.gate ?? null) === caught.gate &&
    (expect.environment ?? null) === caught.environment;
  return asExpected ? null : seen;
}

/** Of what the scenario needs, what the run's backend was found without; null where it had all. */
export function lackedBy({ needs = [] }: Pick<Scenario, 'needs'>, { backend }: Pick<RehearsalRecord, 'backend'>): string | null {
  const lacked = needs.filter((capability) => backend.missing.includes(capability));
  return lacked.length === 0 ? null : lacked.join(', ');
}
