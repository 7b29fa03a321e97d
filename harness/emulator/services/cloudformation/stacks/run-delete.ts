import { rowsOf, type ResourceRow } from '../state.ts';
import { removedExportProblem, writeExports } from './outputs.ts';
import { removeResources } from './remove-resources.ts';
import { changeStack, resourceKey, setStackStatus, stackOf, type StackRun } from './stack-run.ts';
import type { DeleteOperation } from './stack-operation.ts';
import { stateOf } from './apply-resource.ts';

/** Why the stack can't be deleted now: others take what it exports. */
export function deleteProblem(run: Pick<StackRun, 'tables' | 'stackId'>): string | undefined {
  const { outputs } = stackOf(run);
  return removedExportProblem(
    run.tables,
    outputs.flatMap(({ exportName }) => (exportName === undefined ? [] : [exportName])),
  );
}

export async function runDelete(run: StackRun, operation: DeleteOperation): Promise<void> {
  parkReplaced(run);
  // Left where an update ended without cleaning up after itself.
  const obsolete = await removeResources(run, {
    rows: rowsOf(run.tables.obsolete, run.stackId),
    table: run.tables.obsolete,
    keeps: (row) => row.deletionPolicy === 'Retain',
    leavesRow: false,
  });
  const rows = rowsOf(run.tables.resources, run.stackId).filter(
    (row) => row.status !== 'DELETE_COMPLETE' && row.status !== 'DELETE_SKIPPED',
  );
  const present = await removeResources(run, {
    rows,
    table: run.tables.resources,
    keeps: (row) => operation.retain.includes(row.logicalId) || (row.deletionPolicy !== 'Delete' && row.physicalId !== undefined),
    leavesRow: true,
  });
  const failed = [...obsolete, ...present];
  if (failed.length > 0) {
    setStackStatus(run, 'DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `, { operation: undefined });
  } else forgetStack(run);
}

/** A failed update that was not rolled back left the replaced resources in the world: they go too. */
function parkReplaced(run: StackRun): void {
  run.host.state.transaction(() => {
    for (const row of rowsOf(run.tables.resources, run.stackId)) {
      if (row.change?.kind !== 'replaced') continue;
      const { change, ...kept } = row;
      const old: ResourceRow = { ...kept, ...change.before, deletionPolicy: change.before.updateReplacePolicy };
      run.tables.obsolete.put(resourceKey(run, row.logicalId), old);
      run.tables.resources.put(resourceKey(run, row.logicalId), { ...kept, ...stateOf(row) });
    }
  });
}

/** The stack is no more: its name is free, its exports are gone, and only its id still finds it. */
export function forgetStack(run: StackRun): void {
  const stack = stackOf(run);
  run.host.state.transaction(() => {
    run.tables.names.delete(stack.stackName);
    writeExports(run.tables, run.stackId, stack.outputs, []);
    for (const [key] of Array.from(run.tables.changeSets.scan({ prefix: `${run.stackId}#` }))) run.tables.changeSets.delete(key);
    setStackStatus(run, 'DELETE_COMPLETE', undefined, { deletedAt: run.host.now().toISOString(), operation: undefined });
    changeStack(run, { imports: [] });
  });
}
