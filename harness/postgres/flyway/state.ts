import { checksumMatches, isBaseline } from './migration.ts';
import type { AppliedMigration, ResolvedMigration } from './migration.ts';
import { compareVersions } from './version.ts';
import type { MigrationVersion } from './version.ts';

/** Flyway's states, named as `info` shows them. */
export type MigrationState =
  | 'Pending'
  | 'Below Baseline'
  | 'Ignored (Baseline)'
  | 'Baseline'
  | 'Ignored'
  | 'Missing'
  | 'Failed (Missing)'
  | 'Success'
  | 'Failed'
  | 'Out of Order'
  | 'Future'
  | 'Failed (Future)'
  | 'Outdated'
  | 'Superseded'
  | 'Deleted';

/** What the states of single migrations depend on. Null versions mean "none". */
export interface PlanContext {
  readonly outOfOrder: boolean;
  readonly lastResolved: MigrationVersion | null;
  readonly lastApplied: MigrationVersion | null;
  readonly appliedBaseline: MigrationVersion | null;
  readonly pendingBaseline: MigrationVersion | null;
  /** The highest rank by description of repeatable rows. */
  readonly latestRuns: ReadonlyMap<string, number>;
}

const notApplied: ReadonlySet<MigrationState> = new Set(['Pending', 'Below Baseline', 'Ignored (Baseline)', 'Ignored']);
const failed: ReadonlySet<MigrationState> = new Set(['Failed', 'Failed (Missing)', 'Failed (Future)']);

export function isApplied(state: MigrationState): boolean {
  return !notApplied.has(state);
}

export function isFailed(state: MigrationState): boolean {
  return failed.has(state);
}

/** A file without a row (ResolvedMigration.getState, BaselineResolvedMigration.getState). */
export function stateOfResolved(resolved: ResolvedMigration, context: PlanContext): MigrationState {
  const state = ordinaryState(resolved, context);
  if (resolved.type !== 'SQL_BASELINE') return state;
  const begun = context.appliedBaseline !== null || context.lastApplied !== null;
  if (state === 'Pending' && begun) return 'Ignored';
  const isTheBaseline = resolved.version !== null && compareVersions(resolved.version, context.pendingBaseline) === 0;
  return state === 'Ignored (Baseline)' && isTheBaseline && !begun ? 'Pending' : state;
}

function ordinaryState({ version }: ResolvedMigration, context: PlanContext): MigrationState {
  if (version === null) return 'Pending';
  const baseline = compareVersions(version, context.lastApplied === null ? context.pendingBaseline : context.appliedBaseline);
  if (baseline < 0) return 'Below Baseline';
  if (baseline === 0) return 'Ignored (Baseline)';
  return compareVersions(version, context.lastApplied) < 0 && !context.outOfOrder ? 'Ignored' : 'Pending';
}

/** A row, with its file where there is one (BaseAppliedMigration.getState, BaselineAppliedMigration.getState). */
export function stateOfApplied(
  applied: AppliedMigration,
  resolved: ResolvedMigration | null,
  outOfOrder: boolean,
  context: PlanContext,
): MigrationState {
  if (applied.type === 'DELETE') return 'Success';
  const missing = resolved === null ? missingState(applied, context) : null;
  if (isBaseline(applied.type)) {
    if (applied.type === 'BASELINE') return 'Baseline';
    return applied.success ? (missing ?? 'Baseline') : 'Failed';
  }
  if (missing !== null) return missing;
  if (!applied.success) return 'Failed';
  if (applied.type === 'SCHEMA') return 'Success';
  if (applied.version === null) {
    if (applied.installedRank !== context.latestRuns.get(applied.description)) return 'Superseded';
    return resolved !== null && checksumMatches(resolved, applied.checksum) ? 'Success' : 'Outdated';
  }
  return outOfOrder ? 'Out of Order' : 'Success';
}

function missingState(applied: AppliedMigration, context: PlanContext): MigrationState | null {
  if (applied.version === null) {
    const latest = context.latestRuns.get(applied.description);
    if (latest !== undefined && latest !== applied.installedRank) return null;
  }
  if (applied.type === 'SCHEMA') return 'Success';
  // Every version is above "none resolved", so with an empty folder all are Future.
  const below = applied.version === null || (context.lastResolved !== null && compareVersions(applied.version, context.lastResolved) < 0);
  if (below) return applied.success ? 'Missing' : 'Failed (Missing)';
  return applied.success ? 'Future' : 'Failed (Future)';
}
