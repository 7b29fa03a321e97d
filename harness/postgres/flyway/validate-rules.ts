import type { IgnorePatterns } from './ignore-patterns.ts';
import { checksumMatches, isBaseline, isSynthetic } from './migration.ts';
import type { AppliedMigration, ResolvedMigration } from './migration.ts';
import type { Plan, PlannedMigration } from './plan.ts';
import type { FlywayErrorCode } from './problem.ts';
import { isFailed } from './state.ts';
import { compareVersions } from './version.ts';

/** One migration's failure, as an entry of `invalidMigrations` in Flyway's JSON. */
export interface ValidateProblem {
  readonly code: FlywayErrorCode;
  readonly message: string;
  readonly version: string | null;
  readonly description: string;
  readonly script: string | null;
  /** Where the file is; null when there is none. */
  readonly path: string | null;
}

type Finding = readonly [FlywayErrorCode, string] | null;

const remove = 'Please remove any half-completed changes then run repair to fix the schema history.';
const revert = 'Either revert the changes to the migration, or run repair to update the schema history.';

/** MigrationInfoImpl.validate of Flyway 10.21.0, for every migration of a plan. Pure. */
export function findProblems(plan: Plan, ignore: IgnorePatterns): readonly ValidateProblem[] {
  return plan.migrations.flatMap((migration) => {
    const finding = ignore.matches(migration.state) || migration.state === 'Deleted' ? null : judge(migration, plan, ignore);
    if (finding === null) return [];
    const { version, description, script, resolved } = migration;
    return [{ code: finding[0], message: finding[1], version: version?.text ?? null, description, script, path: resolved?.path ?? null }];
  });
}

function judge(migration: PlannedMigration, plan: Plan, ignore: IgnorePatterns): Finding {
  const { state, resolved, applied } = migration;
  if (isFailed(state) && !(ignore.matches('Future') && state === 'Failed (Future)')) return failed(migration);
  if (resolved === null && applied !== null && !isSynthetic(applied.type) && state !== 'Superseded') {
    const passedOver =
      (ignore.matches('Missing') && state === 'Failed (Missing)') || (ignore.matches('Future') && state === 'Failed (Future)');
    if (!passedOver) return notResolved(migration);
  }
  if (state === 'Ignored' && resolved !== null && !isBaseline(resolved.type)) {
    return notApplied(
      migration,
      "To ignore this migration, set -ignoreMigrationPatterns='*:ignored'. To allow executing this migration, set -outOfOrder=true.",
    );
  }
  if (state === 'Pending') {
    return notApplied(migration, "To fix this error, either run migrate, or set -ignoreMigrationPatterns='*:pending'.");
  }
  if (!ignore.matches('Pending') && state === 'Outdated') {
    const message = `Detected outdated resolved repeatable migration that should be re-applied to database: ${migration.description}.`;
    return ['OUTDATED_REPEATABLE_MIGRATION', `${message}\nRun migrate to execute this migration.`];
  }
  if (resolved === null || applied === null || applied.type === 'DELETE') return null;
  if (applied.version !== null && compareVersions(applied.version, plan.context.appliedBaseline) <= 0) return null;
  return mismatch(migration, resolved, applied, ignore);
}

function failed({ version, description }: PlannedMigration): Finding {
  if (version === null) return ['FAILED_REPEATABLE_MIGRATION', `Detected failed repeatable migration: ${description}.\n${remove}`];
  return ['FAILED_VERSIONED_MIGRATION', `Detected failed migration to version ${version.text} (${description}).\n${remove}`];
}

function notResolved({ version, description }: PlannedMigration): Finding {
  const code = version ? 'APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED' : 'APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED';
  const hint = 'If you removed this migration intentionally, run repair to mark the migration as deleted.';
  return [code, `Detected applied migration not resolved locally: ${version?.text ?? description}.\n${hint}`];
}

function notApplied({ version, description }: PlannedMigration, hint: string): Finding {
  if (version)
    return ['RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED', `Detected resolved migration not applied to database: ${version.text}.\n${hint}`];
  return [
    'RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED',
    `Detected resolved repeatable migration not applied to database: ${description}.\n${hint}`,
  ];
}

function mismatch({ state }: PlannedMigration, resolved: ResolvedMigration, applied: AppliedMigration, ignore: IgnorePatterns): Finding {
  const name = applied.version === null ? applied.script : `version ${applied.version.text}`;
  const differ = (what: string, inDatabase: string | number | null, locally: string | number): string =>
    `Migration ${what} mismatch for migration ${name}\n-> Applied to database : ${inDatabase}\n-> Resolved locally    : ${locally}\n${revert}`;
  if (resolved.type !== applied.type) return ['TYPE_MISMATCH', differ('type', applied.type, resolved.type)];
  const compared = resolved.version !== null || (ignore.matches('Pending') && state !== 'Outdated' && state !== 'Superseded');
  if (compared && !checksumMatches(resolved, applied.checksum)) {
    return ['CHECKSUM_MISMATCH', differ('checksum', applied.checksum, resolved.checksum)];
  }
  if (storedDescription(resolved.description) === applied.description) return null;
  return ['DESCRIPTION_MISMATCH', differ('description', applied.description, resolved.description)];
}

/** As the history table keeps it: at most 200 characters. */
export function storedDescription(description: string): string {
  return description.length <= 200 ? description : `${description.slice(0, 197)}...`;
}

/** At most 1000 characters. */
export function storedScript(script: string): string {
  return script.length <= 1000 ? script : `...${script.slice(3, 1000)}`;
}
