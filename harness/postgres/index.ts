/** An embedded PostgreSQL for each environment, with a Flyway-compatible migrator and schema snapshots. Knows nothing of src/ or the rest of harness/. */
export { withClient } from './connection.ts';
export type { Connection } from './connection.ts';
export { createDatabase } from './create-database.ts';
export type { CreatedDatabase, CreateDatabaseOptions, Login } from './create-database.ts';
export { copyRunning } from './server/copy-running.ts';
export { forkCluster } from './server/fork-cluster.ts';
export { removeCluster } from './server/remove-cluster.ts';
export { startPostgres } from './server/start-postgres.ts';
export type { StartPostgresOptions } from './server/start-options.ts';
export type { RunningPostgres } from './server/start-postgres.ts';
export { classifyMigrations } from './effects/classify-migration.ts';
export type { ClassifiedMigration } from './effects/classified-migration.ts';
export { lockModeNamed, lockModes, strongerLock } from './effects/lock-mode.ts';
export type { LockMode } from './effects/lock-mode.ts';
export * from './flyway/index.ts';
export { snapshotSchema } from './snapshot/snapshot-schema.ts';
export type { SchemaSnapshot } from './snapshot/snapshot-schema.ts';
