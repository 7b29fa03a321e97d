import type { PendingMigration } from '../flyway/pending.ts';
import { splitStatements } from '../flyway/statements.ts';

/** A pending migration as the migrator would find it in a file. */
export function migrationOf(text: string, script = 'V4__change.sql'): PendingMigration {
  return { script, version: '4', text, statements: splitStatements(text), inTransaction: true, unusable: null };
}
