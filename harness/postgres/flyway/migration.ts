import type { ScriptConfig } from './script-config.ts';
import type { MigrationVersion } from './version.ts';

/** A migration file. */
export interface ResolvedMigration {
  readonly type: 'SQL' | 'SQL_BASELINE';
  /** Null for a repeatable one. */
  readonly version: MigrationVersion | null;
  readonly description: string;
  /** Path below the location, with `/`. */
  readonly script: string;
  readonly path: string;
  readonly checksum: number;
  /** A repeatable one's checksum before placeholders were replaced: old rows may have it. */
  readonly equivalentChecksum: number | null;
  readonly text: string;
  /** The value of `flyway:filename`. */
  readonly filename: string;
  readonly config: ScriptConfig;
}

/** A row of the history table. */
export interface AppliedMigration {
  readonly installedRank: number;
  readonly version: MigrationVersion | null;
  readonly description: string;
  readonly type: string;
  readonly script: string;
  readonly checksum: number | null;
  readonly installedBy: string;
  readonly installedOn: Date;
  readonly executionTimeMs: number;
  readonly success: boolean;
}

/** Rows that stand for no file. */
export function isSynthetic(type: string): boolean {
  return type === 'SCHEMA' || type === 'BASELINE' || type === 'DELETE';
}

export function isBaseline(type: string): boolean {
  return type === 'BASELINE' || type === 'SQL_BASELINE' || type === 'JDBC_BASELINE';
}

export function checksumMatches(resolved: ResolvedMigration, checksum: number | null): boolean {
  return checksum === resolved.checksum || (checksum !== null && checksum === resolved.equivalentChecksum);
}
