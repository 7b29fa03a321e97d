import type { Partition } from '../../accounts/state.ts';
import { constraintBroken, functionNotFound, resourceNotFound } from './errors.ts';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import { lambdaTables, versionKey } from './state.ts';
import type { AliasRow } from './state.ts';

export function requireAliasName(name = ''): string {
  if (!/^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/.test(name)) {
    throw constraintBroken(name, 'name', 'Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)');
  }
  return name;
}

/** @throws ResourceNotFoundException where a version that the alias is to point to is not there. */
export function requireVersions(partition: Partition, ref: FunctionRef, { version, additional }: AliasRow): void {
  const { versions } = lambdaTables(partition);
  for (const wanted of additional === undefined ? [version] : [version, additional.version]) {
    if (versions.get(versionKey(ref.name, wanted)) === undefined) throw functionNotFound(functionArn({ ...ref, qualifier: wanted }));
  }
}

export function requireAlias(partition: Partition, ref: FunctionRef, name: string): AliasRow {
  const alias = lambdaTables(partition).aliases.get(`${ref.name}/${name}`);
  if (alias === undefined) throw resourceNotFound(`Cannot find alias arn: ${functionArn({ ...ref, qualifier: name })}`);
  return alias;
}
