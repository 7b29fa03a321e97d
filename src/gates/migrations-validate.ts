import type { MigrationOutcome } from '../ports/migrator.ts';
import { defineReleaseGate, environmentOf } from './define-gate.ts';
import type { Judgement } from './result.ts';
import { failed, passed, result } from './result.ts';

export const migrationsValidate = defineReleaseGate('migrations-validate', [], async (subject, { migrator }) => {
  const outcome = await migrator.validate(environmentOf(subject), subject.release);
  return result(judgeValidation(outcome), outcome.kind === 'no-database' ? [] : outcome.evidence);
});

export function judgeValidation(outcome: MigrationOutcome): Judgement {
  switch (outcome.kind) {
    case 'no-database':
      return passed('The project has no database.');
    case 'failed':
      return failed(outcome.reason);
    case 'done':
      return passed(`The stored migrations agree with what ${outcome.database} has applied, up to ${at(outcome.version)}.`);
  }
}

/** `version 4`, or what a database has before its first migration. */
export function at(version: string | null): string {
  return version === null ? 'no version yet' : `version ${version}`;
}
