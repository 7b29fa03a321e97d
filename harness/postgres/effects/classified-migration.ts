import type { LockMode } from './lock-mode.ts';
import type { MigrationStep, StatementEffect, TableWork } from './statement-effect.ts';

export interface ClassifiedStatement {
  readonly sql: string;
  /** In the file, where the statement's first word stands. */
  readonly line: number;
  readonly step: MigrationStep;
  readonly effects: readonly StatementEffect[];
  readonly lock: LockMode | null;
  readonly work: TableWork;
}

export interface ClassifiedMigration {
  readonly script: string;
  readonly version: string | null;
  readonly step: MigrationStep;
  readonly inTransaction: boolean;
  readonly statements: readonly ClassifiedStatement[];
  /** Why it can't go on, with file and line; null where nothing is wrong. */
  readonly fault: string | null;
}
