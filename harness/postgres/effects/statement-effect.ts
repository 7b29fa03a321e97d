import type { LockMode } from './lock-mode.ts';

/** What a statement is in an expand / backfill / contract migration, the most harmless first. */
export const migrationSteps = ['neutral', 'expand', 'backfill', 'contract'] as const;
export type MigrationStep = (typeof migrationSteps)[number];

/** What a statement does to a table's rows while it holds its lock. `rows`: it writes them one by one, under row locks. */
export const tableWorks = ['none', 'rows', 'scan', 'rewrite'] as const;
export type TableWork = (typeof tableWorks)[number];

/** One thing that a statement does. Names are as the statement has them, with the schema where it gives one. */
export interface StatementEffect {
  readonly step: MigrationStep;
  /** `drops payments.reference`. */
  readonly what: string;
  /** Why it is that step, in one clause. */
  readonly reason: string;
  /** Null where it concerns no table. */
  readonly table: string | null;
  readonly columns: readonly string[];
  /** That the column, or the table where it names none, is not there any more by that name. */
  readonly takesAway?: true;
  /** On a table that was there before; null for none. */
  readonly lock: LockMode | null;
  readonly work: TableWork;
}

/** What comes of several: the heaviest of each. */
export function heaviestStep(steps: readonly MigrationStep[]): MigrationStep {
  return migrationSteps.findLast((step) => steps.includes(step)) ?? 'neutral';
}

export function heaviestWork(works: readonly TableWork[]): TableWork {
  return tableWorks.findLast((work) => works.includes(work)) ?? 'none';
}
