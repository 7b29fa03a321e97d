import { defaultIgnorePatterns, parseIgnorePatterns } from './ignore-patterns.ts';
import type { ResolvedMigration } from './migration.ts';
import { migrateNext } from './migrate-next.ts';
import type { MigratedScript, MigrationFailure } from './migrate-next.ts';
import { type FlywayOptions, lockTimeoutOf } from './options.ts';
import { prepareSchema } from './prepare-schema.ts';
import type { Rejected } from './problem.ts';
import { readFolder, resolveMigrations } from './resolve.ts';
import { placeholdersOf, withSession } from './session.ts';
import type { Session } from './session.ts';
import { check, rejectable } from './validate.ts';
import type { ValidateProblem } from './validate-rules.ts';

interface Progress {
  /** What was applied, in order; on a failure these stay applied. */
  readonly applied: readonly MigratedScript[];
  /** The highest version before. */
  readonly initialVersion: string | null;
  readonly warnings: readonly string[];
}

export type MigrateResult =
  | ({ readonly kind: 'migrated'; readonly version: string | null } & Progress)
  | ({ readonly kind: 'failed'; readonly failure: MigrationFailure } & Progress)
  /** The validation before it failed: nothing was changed. */
  | { readonly kind: 'invalid'; readonly problems: readonly ValidateProblem[]; readonly warnings: readonly string[] }
  | Rejected;

/**
 * Applies what is pending, each migration in a transaction of its own, as `flyway migrate` of 10.21.0 does: validation first (pending ones
 * pass), then one migration at a time under the advisory lock. Two connections, as in Flyway: one holds the lock and writes the history table,
 * one runs the scripts.
 *
 * One deviation. A migration outside a transaction (CREATE INDEX CONCURRENTLY, VACUUM, or `executeInTransaction=false`) runs under a session
 * lock, because under Flyway's default, transactional one CREATE INDEX CONCURRENTLY waits for ever for the lock's own transaction. The result
 * has a warning: the real Flyway needs `-postgresql.transactional.lock=false` for that migration.
 */
export async function migrate(options: FlywayOptions): Promise<MigrateResult> {
  return rejectable(async () => {
    const ignore = parseIgnorePatterns([...(options.ignoreMigrationPatterns ?? defaultIgnorePatterns), '*:pending']);
    const folder = await readFolder(options.location);
    return withSession(options, async (control): Promise<MigrateResult> => {
      const resolved = resolveMigrations(folder.files, placeholdersOf(control, options));
      const { problems } = await check(control, resolved, ignore, options.outOfOrder ?? false);
      if (problems.length > 0) return { kind: 'invalid', problems, warnings: folder.warnings };
      await prepareSchema(control, options);
      return withSession(options, (worker) => migrateAll(control, worker, resolved, options, folder.warnings));
    });
  });
}

async function migrateAll(
  control: Session,
  worker: Session,
  resolved: readonly ResolvedMigration[],
  options: FlywayOptions,
  folderWarnings: readonly string[],
): Promise<MigrateResult> {
  const applied: MigratedScript[] = [];
  const warnings = [...folderWarnings];
  const placeholders = placeholdersOf(control, options);
  const done = new Set<string>();
  let initialVersion: string | null | undefined;
  for (;;) {
    const step = await migrateNext({
      control,
      worker,
      resolved,
      placeholders,
      done,
      options,
      lockTimeoutMs: lockTimeoutOf(options),
    });
    if (initialVersion === undefined) initialVersion = step.current;
    for (const warning of step.warnings) if (!warnings.includes(warning)) warnings.push(warning);
    const progress: Progress = { applied, initialVersion, warnings };
    if (step.kind === 'failed') return { kind: 'failed', failure: step.failure, ...progress };
    if (step.kind === 'up-to-date') return { kind: 'migrated', version: step.current, ...progress };
    applied.push(step.migrated);
    done.add(step.migrated.script);
  }
}
