import { isDeepStrictEqual } from 'node:util';
import { validationError } from '../errors.ts';
import type { OutputValue, StackRow, StackTables } from '../state.ts';
import { scalarText, type Json } from '../template/json.ts';
import { referencesIn } from '../template/references.ts';
import { resolve } from '../template/resolve.ts';
import type { ResourceValues } from '../template/scope.ts';
import type { StackModel } from '../template/stack-model.ts';

export function resolveOutputs(model: StackModel, values: ResourceValues): readonly OutputValue[] {
  return [...model.outputs].map(([key, output]) => {
    const text = (value: Json): string => {
      const resolved = resolve(value, model.scope, values);
      const found = resolved === undefined ? undefined : scalarText(resolved);
      if (found === undefined) throw validationError(`Template format error: Output ${key} is malformed. The Value must be a string.`);
      return found;
    };
    return {
      key,
      value: text(output.value),
      ...(output.description === undefined ? {} : { description: output.description }),
      ...(output.exportName === undefined ? {} : { exportName: text(output.exportName) }),
    };
  });
}

/** Names of all exports that the template's resources and outputs take. */
export function resolveImports(model: StackModel, values: ResourceValues): readonly string[] {
  const used = [
    ...[...model.resources.values()].map(({ properties }): Json => properties),
    ...[...model.outputs.values()].map(({ value }) => value),
  ];
  const names = used.flatMap(referencesIn).flatMap((reference) => {
    if (reference.kind !== 'import') return [];
    const name = resolve(reference.value, model.scope, values);
    return typeof name === 'string' ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** Why these exports can't be: another stack has the name, or takes what would change or go. */
export function exportProblem(tables: StackTables, stack: StackRow, outputs: readonly OutputValue[]): string | undefined {
  for (const { exportName, value } of outputs) {
    if (exportName === undefined) continue;
    const existing = tables.exports.get(exportName);
    if (existing !== undefined && existing.stackId !== stack.stackId) {
      const owner = tables.stacks.get(existing.stackId)?.stackName ?? existing.stackId;
      return `Export with name ${exportName} is already exported by stack ${owner}. Rollback requested by user.`;
    }
    const importers = existing === undefined || existing.value === value ? [] : importersOf(tables, exportName);
    if (importers.length > 0) return `Cannot update export ${exportName} as it is in use by ${importers.join(', ')}.`;
  }
  const names = new Set(outputs.map(({ exportName }) => exportName));
  return removedExportProblem(
    tables,
    stack.outputs.flatMap(({ exportName }) => (exportName === undefined || names.has(exportName) ? [] : [exportName])),
  );
}

export function removedExportProblem(tables: StackTables, names: readonly string[]): string | undefined {
  for (const name of names) {
    const importers = importersOf(tables, name);
    if (importers.length > 0) return `Delete canceled. Cannot delete export ${name} as it is in use by ${importers.join(', ')}.`;
  }
  return undefined;
}

export function importersOf(tables: StackTables, exportName: string): readonly string[] {
  return [...tables.stacks.scan()].flatMap(([, stack]) =>
    stack.status !== 'DELETE_COMPLETE' && stack.imports.includes(exportName) ? [stack.stackName] : [],
  );
}

/** Makes the exports of `stackId` those of `outputs`. */
export function writeExports(tables: StackTables, stackId: string, before: readonly OutputValue[], outputs: readonly OutputValue[]): void {
  for (const { exportName } of before) {
    if (exportName !== undefined && tables.exports.get(exportName)?.stackId === stackId) tables.exports.delete(exportName);
  }
  for (const { exportName, value } of outputs) if (exportName !== undefined) tables.exports.put(exportName, { stackId, value });
}

export function sameOutputs(left: readonly OutputValue[], right: readonly OutputValue[]): boolean {
  return isDeepStrictEqual(left, right);
}
