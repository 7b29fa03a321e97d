import { lambdaTables, latest, versionKey } from './state.ts';
import type { FunctionRow, VersionRow } from './state.ts';
import type { Partition } from '../../accounts/state.ts';

/**
 * Publishes `$LATEST` as the next version. Where code and configuration are those of the version published last, AWS publishes nothing and
 * answers with that one. Call inside a transaction.
 */
export function publishVersion(partition: Partition, fn: FunctionRow, description: string | undefined, revisionId: string): VersionRow {
  const tables = lambdaTables(partition);
  const current = tables.versions.get(versionKey(fn.name, latest));
  if (current === undefined) throw new Error(`Function ${fn.name} has no $LATEST.`);
  const last = fn.lastVersion === 0 ? undefined : tables.versions.get(versionKey(fn.name, String(fn.lastVersion)));
  if (last !== undefined && essence(last) === essence(current)) return last;
  const number = fn.lastVersion + 1;
  const published: VersionRow = { ...current, version: String(number), description: description ?? current.description, revisionId };
  tables.versions.put(versionKey(fn.name, published.version), published);
  tables.functions.put(fn.name, { ...fn, lastVersion: number });
  return published;
}

function essence(row: VersionRow): string {
  const { version: _v, description: _d, modifiedAt: _m, revisionId: _r, ...rest } = row;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
