import type { Digest } from '../model/digest.ts';
import type { PendingMigration } from '../model/pending-migration.ts';
import type { Release } from '../model/release.ts';

/** Flyway's verbs on an environment's databases, with the release's stored migrations and the migrator's role. */
export interface Migrator {
  validate(environment: string, release: Release): Promise<MigrationOutcome>;
  migrate(environment: string, release: Release): Promise<MigrationOutcome>;
  /** What `migrate` would apply, and what each statement of it does. Changes nothing. */
  pending(environment: string, release: Release): Promise<readonly PendingMigration[]>;
  /** The schema as it is now; null where the project has no database. */
  snapshot(environment: string): Promise<SchemaSnapshot | null>;
}

export type MigrationOutcome =
  | { readonly kind: 'no-database' }
  | {
      readonly kind: 'done';
      readonly database: string;
      readonly version: string | null;
      /** Which Flyway did it, with its version. */
      readonly by: string;
      readonly applied: readonly string[];
      readonly evidence: readonly Digest[];
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly evidence: readonly Digest[] };

export interface SchemaSnapshot {
  readonly database: string;
  readonly version: string | null;
  readonly text: string;
  /** `pg_dump 17.2` or `catalogues`. */
  readonly tool: string;
}
