/** Flyway's error codes (CoreErrorCode of 10.21.0), and one of ours: what Flyway can do and we refuse to pretend. */
export type FlywayErrorCode =
  | 'ERROR'
  | 'CONFIGURATION'
  | 'DUPLICATE_VERSIONED_MIGRATION'
  | 'DUPLICATE_REPEATABLE_MIGRATION'
  | 'DUPLICATE_DELETED_MIGRATION'
  | 'NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE'
  | 'VALIDATE_ERROR'
  | 'SCHEMA_DOES_NOT_EXIST'
  | 'FAILED_REPEATABLE_MIGRATION'
  | 'FAILED_VERSIONED_MIGRATION'
  | 'APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED'
  | 'APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED'
  | 'RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED'
  | 'RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED'
  | 'OUTDATED_REPEATABLE_MIGRATION'
  | 'TYPE_MISMATCH'
  | 'CHECKSUM_MISMATCH'
  | 'DESCRIPTION_MISMATCH'
  | 'NOT_SUPPORTED';

export interface FlywayProblem {
  readonly code: FlywayErrorCode;
  readonly message: string;
  /** The script's path below the location, where one is at fault. */
  readonly script: string | null;
  /** 1 is the first line. */
  readonly line: number | null;
}

/** The folder, its configuration or the database can't be worked with: nothing was changed. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly problems: readonly FlywayProblem[];
}

export function problem(code: FlywayErrorCode, message: string, script: string | null = null, line: number | null = null): FlywayProblem {
  return { code, message, script, line };
}

/** Carries problems out of the depth of a command; the command turns it into `Rejected`. */
export class RejectedError extends Error {
  readonly problems: readonly FlywayProblem[];

  constructor(problems: readonly FlywayProblem[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.name = 'RejectedError';
    this.problems = problems;
  }
}
