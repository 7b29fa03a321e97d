/** What a statement is in a change that two versions of the code can live with, the most harmless first. */
export type MigrationStep = 'neutral' | 'expand' | 'backfill' | 'contract';

/** Postgres's own names. */
export const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;
export type LockMode = (typeof lockModes)[number];

/** A stored migration that an environment's database has not seen yet. */
export interface PendingMigration {
  readonly database: string;
  /** `V4__add_note.sql`. */
  readonly script: string;
  /** The heaviest of its statements'. */
  readonly step: MigrationStep;
  /** False where one of its statements can't run in a transaction, or it says so itself. */
  readonly inTransaction: boolean;
  readonly statements: readonly MigrationStatement[];
  /** Why it can't be taken, with its place; null where it can. */
  readonly fault: string | null;
}

export interface MigrationStatement {
  readonly line: number;
  readonly step: MigrationStep;
  readonly effects: readonly MigrationEffect[];
  /** The strongest lock that it takes on a table that others use; null for none. */
  readonly lock: LockMode | null;
  /** What it does to the table's rows under that lock. */
  readonly work: 'none' | 'rows' | 'scan' | 'rewrite';
}

export interface MigrationEffect {
  readonly step: MigrationStep;
  /** `drops payments.reference`. */
  readonly what: string;
  readonly reason: string;
  readonly table: string | null;
  readonly columns: readonly string[];
  /** That the column, or the table where it names none, is not there any more by that name. */
  readonly takesAway?: true;
}
