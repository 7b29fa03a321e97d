import { readHistory } from './history-table.ts';
import type { FlywayOptions } from './options.ts';
import { plan } from './plan.ts';
import type { Rejected } from './problem.ts';
import { readFolder, resolveMigrations } from './resolve.ts';
import { readScript } from './script.ts';
import { placeholdersOf, withSession } from './session.ts';
import type { SqlStatement } from './statements.ts';
import { rejectable } from './validate.ts';

/** A migration that the next `migrate` would apply, ready to be looked at. */
export interface PendingMigration {
  readonly script: string;
  /** Null for a repeatable one. */
  readonly version: string | null;
  /** As the file has it, placeholders and all. */
  readonly text: string;
  readonly statements: readonly SqlStatement[];
  readonly inTransaction: boolean;
  /** Why it can't be run, as Flyway says it; null where it can. */
  readonly unusable: string | null;
}

export type PendingResult = { readonly kind: 'pending'; readonly migrations: readonly PendingMigration[] } | Rejected;

/** What `migrate` would apply, in its order. Changes nothing. */
export async function pending(options: FlywayOptions): Promise<PendingResult> {
  return rejectable(async () => {
    const { files } = await readFolder(options.location);
    return withSession(options, async (session): Promise<PendingResult> => {
      const placeholders = placeholdersOf(session, options);
      const found = plan(resolveMigrations(files, placeholders), await readHistory(session), options.outOfOrder ?? false);
      const migrations = found.migrations.flatMap(({ state, resolved }): readonly PendingMigration[] => {
        if (state !== 'Pending' || resolved === null) return [];
        const { script, version, text } = resolved;
        const common = { script, version: version?.text ?? null, text };
        const read = readScript(resolved, placeholders);
        if (read.kind === 'unusable') return [{ ...common, statements: [], inTransaction: true, unusable: read.message }];
        return [{ ...common, statements: read.statements, inTransaction: read.inTransaction, unusable: null }];
      });
      return { kind: 'pending', migrations };
    });
  });
}
