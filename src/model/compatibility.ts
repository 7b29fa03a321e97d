import type { LockMode, MigrationStep } from './pending-migration.ts';

/** Which code can live with which schema, and what the migrations between them cost, as tried in throw-away copies. */
export interface Compatibility {
  readonly migrations: readonly { readonly script: string; readonly step: MigrationStep }[];
  readonly matrix: readonly CodeOnSchema[];
  readonly locks: readonly LockTime[];
  /** Synthetic rows, by table, that locks were timed with. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface CodeOnSchema {
  /** `v1.3.0`: whose code, and whose tests. */
  readonly code: string;
  readonly commit: string;
  /** Whose schema: the version whose migrations are applied. */
  readonly schema: string;
  readonly check: 'integration' | 'acceptance';
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly reason: string;
}

/** A lock that a statement took on a table that was there before, and kept until its migration's end. */
export interface LockTime {
  readonly script: string;
  readonly line: number;
  readonly table: string;
  readonly mode: LockMode;
  readonly heldMs: number;
  /** The longest that a read or a write of the table waited meanwhile. */
  readonly waitedMs: number;
}
