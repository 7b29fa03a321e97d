import type { ResolvedMigration } from './migration.ts';
import { MissingPlaceholder, replacePlaceholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';
import { splitStatements, SqlParseError } from './statements.ts';
import type { SqlStatement } from './statements.ts';

/** A migration ready to run. */
export type Script =
  | { readonly kind: 'script'; readonly statements: readonly SqlStatement[]; readonly inTransaction: boolean }
  | { readonly kind: 'unusable'; readonly message: string; readonly line: number | null };

/** Replaces placeholders, splits, and finds out whether the migration runs in a transaction (ParserSqlScript of Flyway 10.21.0). */
export function readScript(migration: ResolvedMigration, placeholders: Placeholders): Script {
  const { config, text, filename } = migration;
  try {
    const own = new Map([...placeholders, ['flyway:filename', filename]]);
    const statements = splitStatements(config.placeholderReplacement === false ? text : replacePlaceholders(text, own));
    if (config.executeInTransaction !== null) return { kind: 'script', statements, inTransaction: config.executeInTransaction };
    const offending = firstOfOtherKind(statements);
    if (offending) {
      const message = `Detected both transactional and non-transactional statements within the same migration (even though mixed is false). Offending statement found at line ${offending.line}: ${offending.sql}${offending.transactional ? '' : ' [non-transactional]'}`;
      return { kind: 'unusable', message, line: offending.line };
    }
    return { kind: 'script', statements, inTransaction: statements.every(({ transactional }) => transactional) };
  } catch (error) {
    if (error instanceof MissingPlaceholder) return { kind: 'unusable', message: error.message, line: null };
    if (error instanceof SqlParseError) return { kind: 'unusable', message: error.message, line: error.line };
    throw error;
  }
}

function firstOfOtherKind(statements: readonly SqlStatement[]): SqlStatement | undefined {
  return statements.find(({ transactional }) => transactional !== statements[0]?.transactional);
}
