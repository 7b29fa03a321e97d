import type { RehearsalRecord } from '../../model/record.ts';

/**
 * Whether a gate that was red passes now. What the engine itself refuses stands in the record as a gate that the path does not have: it is gone where
 * the stage passed.
 */
export function isGreenAgain({ stages }: RehearsalRecord, environment: string, gate: string): boolean {
  const stage = stages.find((one) => one.environment === environment);
  if (stage === undefined) return false;
  const judged = stage.gates.filter((one) => one.gate === gate);
  return judged.length === 0 ? stage.outcome === 'passed' : judged.every((one) => one.verdict === 'passed');
}
