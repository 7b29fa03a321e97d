import { isBaseline, isSynthetic, checksumMatches } from './migration.ts';
import type { AppliedMigration, ResolvedMigration } from './migration.ts';
import { problem, RejectedError } from './problem.ts';
import { isApplied, stateOfApplied, stateOfResolved } from './state.ts';
import type { MigrationState, PlanContext } from './state.ts';
import { compareVersions } from './version.ts';
import type { MigrationVersion } from './version.ts';

/** A file, a row, or both, and what Flyway makes of them. */
export interface PlannedMigration {
  readonly resolved: ResolvedMigration | null;
  readonly applied: AppliedMigration | null;
  readonly state: MigrationState;
  readonly version: MigrationVersion | null;
  readonly description: string;
  readonly script: string;
  readonly type: string;
}

export interface Plan {
  /** In Flyway's order: by rank, then what is pending, versions first. */
  readonly migrations: readonly PlannedMigration[];
  readonly context: PlanContext;
  /** The highest version applied. */
  readonly current: MigrationVersion | null;
}

interface Row {
  readonly applied: AppliedMigration;
  deleted: boolean;
  outOfOrder: boolean;
}

/** Sets files against rows: MigrationInfoServiceImpl.refresh of Flyway 10.21.0. Pure. */
export function plan(resolved: readonly ResolvedMigration[], applied: readonly AppliedMigration[], outOfOrder: boolean): Plan {
  const fileOf = (row: AppliedMigration): ResolvedMigration | null =>
    resolved.find((file) =>
      row.version === null ? file.version === null && file.description === row.description : sameVersion(file, row),
    ) ?? null;
  const versioned = versionedRows(applied);
  const repeatable = repeatableRows(applied);
  const lastApplied = markOrder(versioned);
  const files = resolved.filter(({ version }) => version !== null);
  const pending = files.filter(
    (file) => !versioned.some((row) => !row.deleted && row.applied.type !== 'DELETE' && fileOf(row.applied) === file),
  );
  const latestRuns = latestRunsOf(repeatable);
  const context: PlanContext = {
    outOfOrder,
    lastApplied,
    lastResolved: highest(files.map(({ version }) => version)),
    appliedBaseline: highest(applied.filter(({ type }) => isBaseline(type)).map(({ version }) => version)),
    pendingBaseline: highest(pending.filter(({ type }) => type === 'SQL_BASELINE').map(({ version }) => version)),
    latestRuns,
  };
  const upToDate = (file: ResolvedMigration): boolean =>
    repeatable.some(
      ({ applied: row, deleted }) =>
        !deleted &&
        row.type !== 'DELETE' &&
        fileOf(row) === file &&
        row.installedRank === latestRuns.get(row.description) &&
        checksumMatches(file, row.checksum),
    );
  const ofRow = (row: Row): PlannedMigration => plannedRow(row, fileOf(row.applied), context);
  const ofFile = (file: ResolvedMigration): PlannedMigration => ({
    ...file,
    resolved: file,
    applied: null,
    state: stateOfResolved(file, context),
  });
  const migrations = [
    ...versioned.map(ofRow),
    ...pending.map(ofFile),
    ...repeatable.map(ofRow),
    ...resolved.filter((file) => file.version === null && !upToDate(file)).map(ofFile),
  ].sort(byOrder);
  return { migrations, context, current: currentOf(migrations) };
}

function sameVersion(file: ResolvedMigration, row: AppliedMigration): boolean {
  return file.version !== null && file.type === row.type && compareVersions(file.version, row.version) === 0;
}

function plannedRow(row: Row, resolved: ResolvedMigration | null, context: PlanContext): PlannedMigration {
  const { applied } = row;
  const state = row.deleted ? 'Deleted' : stateOfApplied(applied, resolved, row.outOfOrder, context);
  const { version, description, script, type } = applied;
  return { resolved, applied, state, version, description, script, type };
}

function versionedRows(applied: readonly AppliedMigration[]): Row[] {
  const rows: Row[] = [];
  for (const row of applied) {
    if (row.version === null) continue;
    if (row.type === 'DELETE' && row.success) markDeleted(rows, row.version);
    else rows.push({ applied: row, deleted: false, outOfOrder: false });
  }
  return rows;
}

function markDeleted(rows: readonly Row[], version: MigrationVersion): void {
  const row = rows.findLast(({ applied }) => !isSynthetic(applied.type) && compareVersions(version, applied.version) === 0);
  if (row?.deleted) {
    throw new RejectedError([
      problem('DUPLICATE_DELETED_MIGRATION', `Corrupted schema history: multiple delete entries for version ${version.text}`),
    ]);
  }
  if (row) row.deleted = true;
}

function repeatableRows(applied: readonly AppliedMigration[]): Row[] {
  const rows: Row[] = [];
  for (const row of applied) {
    if (row.version !== null) continue;
    rows.push({ applied: row, deleted: false, outOfOrder: false });
    if (row.type !== 'DELETE' || !row.success) continue;
    const gone = rows.findLast((earlier) => !isSynthetic(earlier.applied.type) && earlier.applied.description === row.description);
    if (gone) gone.deleted = true;
  }
  return rows;
}

/** The highest version so far, row by row; rows that come after a higher one are out of order. */
function markOrder(rows: readonly Row[]): MigrationVersion | null {
  let last: MigrationVersion | null = null;
  for (const row of rows) {
    const { version } = row.applied;
    if (version === null) continue;
    if (compareVersions(version, last) <= 0) row.outOfOrder = true;
    else if (!row.deleted && row.applied.type !== 'DELETE') last = version;
  }
  return last;
}

function latestRunsOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { applied, deleted } of rows) {
    if (deleted && applied.type === 'DELETE') continue;
    latest.set(applied.description, Math.max(applied.installedRank, latest.get(applied.description) ?? applied.installedRank));
  }
  return latest;
}

function highest(versions: readonly (MigrationVersion | null)[]): MigrationVersion | null {
  let top: MigrationVersion | null = null;
  for (const version of versions) if (version !== null && compareVersions(version, top) > 0) top = version;
  return top;
}

/** MigrationInfoImpl.compareTo. */
function byOrder(a: PlannedMigration, b: PlannedMigration): number {
  if (a.applied && b.applied) return a.applied.installedRank - b.applied.installedRank;
  const below = (m: PlannedMigration): boolean => m.state === 'Below Baseline' || m.state === 'Ignored (Baseline)';
  if (below(a) && isApplied(b.state)) return -1;
  if (isApplied(a.state) && below(b)) return 1;
  if (a.applied) return -1;
  if (b.applied) return 1;
  return byVersion(a, b);
}

/** Versions in order, a baseline after the same version, then repeatables by description. */
export function byVersion(
  a: Pick<PlannedMigration, 'version' | 'type' | 'description'>,
  b: Pick<PlannedMigration, 'version' | 'type' | 'description'>,
): number {
  if (a.version && b.version) return compareVersions(a.version, b.version) || Number(isBaseline(a.type)) - Number(isBaseline(b.type));
  if (a.version) return -1;
  if (b.version) return 1;
  return a.description < b.description ? -1 : a.description > b.description ? 1 : 0;
}

function currentOf(migrations: readonly PlannedMigration[]): MigrationVersion | null {
  return highest(
    migrations.filter(({ state, type }) => isApplied(state) && state !== 'Deleted' && type !== 'DELETE').map(({ version }) => version),
  );
}
