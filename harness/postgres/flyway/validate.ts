import { historyExists, readHistory, schemaExists } from './history-table.ts';
import { defaultIgnorePatterns, parseIgnorePatterns } from './ignore-patterns.ts';
import type { IgnorePatterns } from './ignore-patterns.ts';
import type { FlywayOptions } from './options.ts';
import { plan } from './plan.ts';
import { RejectedError } from './problem.ts';
import type { Rejected } from './problem.ts';
import { readFolder, resolveMigrations } from './resolve.ts';
import { placeholdersOf, withSession } from './session.ts';
import type { Session } from './session.ts';
import type { ResolvedMigration } from './migration.ts';
import { findProblems } from './validate-rules.ts';
import type { ValidateProblem } from './validate-rules.ts';

export type ValidateResult =
  | { readonly kind: 'valid'; /** Migrations looked at. */ readonly count: number; readonly warnings: readonly string[] }
  /** Flyway's VALIDATE_ERROR (or SCHEMA_DOES_NOT_EXIST). */
  | { readonly kind: 'invalid'; readonly problems: readonly ValidateProblem[]; readonly warnings: readonly string[] }
  | Rejected;

/**
 * Compares the folder with the history table; changes nothing. Like Flyway, pending migrations are a failure: a gate before `migrate` passes
 * ignoreMigrationPatterns `*:pending`.
 */
export async function validate(options: FlywayOptions): Promise<ValidateResult> {
  return rejectable(async () => {
    const ignore = parseIgnorePatterns(options.ignoreMigrationPatterns ?? defaultIgnorePatterns);
    const folder = await readFolder(options.location);
    return withSession(options, async (session) => {
      const resolved = resolveMigrations(folder.files, placeholdersOf(session, options));
      const { problems, count } = await check(session, resolved, ignore, options.outOfOrder ?? false);
      if (problems.length > 0) return { kind: 'invalid', problems, warnings: folder.warnings } as const;
      const none = count === 0 ? ['No migrations found. Are your locations set up correctly?'] : [];
      return { kind: 'valid', count, warnings: [...folder.warnings, ...none] } as const;
    });
  });
}

export async function check(
  session: Session,
  resolved: readonly ResolvedMigration[],
  ignore: IgnorePatterns,
  outOfOrder: boolean,
): Promise<{ problems: readonly ValidateProblem[]; count: number }> {
  if (!(await historyExists(session)) && !(await schemaExists(session))) {
    if (resolved.length === 0 || ignore.matches('Pending')) return { problems: [], count: 0 };
    const message = `Schema "${session.schema}" doesn't exist yet`;
    return { problems: [{ code: 'SCHEMA_DOES_NOT_EXIST', message, version: null, description: '', script: null, path: null }], count: 0 };
  }
  const found = plan(resolved, await readHistory(session), outOfOrder);
  return { problems: findProblems(found, ignore), count: found.migrations.length };
}

/** Turns the rejections thrown inside a command into its result. */
export async function rejectable<T>(command: () => Promise<T>): Promise<T | Rejected> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof RejectedError) return { kind: 'rejected', problems: error.problems };
    throw error;
  }
}
