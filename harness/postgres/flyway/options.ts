import type { Connection } from '../connection.ts';

/** What every command takes. Names and defaults are Flyway's. */
export interface FlywayOptions {
  /** The role that migrates: it owns what it creates. */
  readonly connection: Connection;
  /** The folder with the migrations. */
  readonly location: string;
  readonly placeholders?: Readonly<Record<string, string>>;
  /** flyway.defaultSchema. Default: the connection's current schema. Created by `migrate` when it isn't there. */
  readonly schema?: string;
  /** flyway.table. Default: flyway_schema_history. */
  readonly table?: string;
  /** flyway.outOfOrder. Default: false. */
  readonly outOfOrder?: boolean;
  /** flyway.ignoreMigrationPatterns. Default: `*:future`. A gate before `migrate` passes `*:pending`, as in Flyway replacing the default. */
  readonly ignoreMigrationPatterns?: readonly string[];
  /** flyway.environment, for `flyway:environment`. Default: `default`. */
  readonly environment?: string;
  /** flyway.workingDirectory, for `flyway:workingDirectory`. Default: the process's. */
  readonly workingDirectory?: string;
  /** flyway.postgresql.transactional.lock. Default: true. A migration outside a transaction always runs under a session lock: see `migrate`. */
  readonly transactionalLock?: boolean;
  /** How long to wait for another migration to finish. Default: 50 s, Flyway's 50 retries. */
  readonly lockTimeoutMs?: number;
  readonly now?: () => Date;
}

export const defaultTable = 'flyway_schema_history';

export function lockTimeoutOf({ lockTimeoutMs }: FlywayOptions): number {
  return lockTimeoutMs ?? 50_000;
}
