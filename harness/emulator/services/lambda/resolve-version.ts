import type { Partition } from '../../accounts/state.ts';
import { functionNotFound } from './errors.ts';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import { lambdaTables, latest, versionKey } from './state.ts';
import type { AliasRow, FunctionRow, VersionRow } from './state.ts';

export interface ResolvedVersion {
  readonly fn: FunctionRow;
  readonly version: VersionRow;
  readonly alias?: AliasRow;
}

/**
 * The version that a name stands for. An alias with weights stands for its additional version where `draw` is below that one's weight;
 * without `draw` for its main version, as GetFunction sees it.
 */
export function resolveVersion(partition: Partition, ref: FunctionRef, draw?: () => number): ResolvedVersion {
  const tables = lambdaTables(partition);
  const fn = tables.functions.get(ref.name);
  if (fn === undefined) throw functionNotFound(functionArn(ref));
  const { qualifier = latest } = ref;
  const isVersion = qualifier === latest || /^\d+$/.test(qualifier);
  const alias = isVersion ? undefined : tables.aliases.get(`${ref.name}/${qualifier}`);
  if (!isVersion && alias === undefined) throw functionNotFound(functionArn(ref));
  const number = alias === undefined ? qualifier : drawnVersion(alias, draw);
  const version = tables.versions.get(versionKey(ref.name, number));
  if (version === undefined) throw functionNotFound(functionArn(ref));
  return { fn, version, ...(alias === undefined ? {} : { alias }) };
}

function drawnVersion({ version, additional }: AliasRow, draw: (() => number) | undefined): string {
  if (additional === undefined || draw === undefined) return version;
  return draw() < additional.weight ? additional.version : version;
}

/** @throws ResourceNotFoundException where there is no such function. */
export function requireFunction(partition: Partition, ref: FunctionRef): FunctionRow {
  const fn = lambdaTables(partition).functions.get(ref.name);
  if (fn === undefined) throw functionNotFound(functionArn(ref));
  return fn;
}
