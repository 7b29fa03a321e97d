import { rowsOf, type ResourceRow } from '../state.ts';
import { difference } from './desired-state.ts';
import { modifyResource, stateOf } from './apply-resource.ts';
import { removeObsolete } from './remove-obsolete.ts';
import { runGraph } from './run-graph.ts';
import { resourceKey, saveResource, setStackStatus, stackOf, type StackRun } from './stack-run.ts';
import type { UpdateOperation } from './stack-operation.ts';
import { withoutDeployed } from '../without-deployed.ts';

/** Brings every resource that the failed update touched back to what it was, then deletes what it added. */
export async function rollBackUpdate(run: StackRun, operation: UpdateOperation): Promise<void> {
  if (operation.phase === 'rollback') {
    const failed = await restoreAll(run);
    if (failed.length > 0) {
      const reason = `The following resource(s) failed to update: [${failed.join(', ')}].`;
      setStackStatus(run, 'UPDATE_ROLLBACK_FAILED', reason, { operation: undefined });
      return;
    }
    const next: UpdateOperation = { ...operation, phase: 'rollback-cleanup' };
    run.host.state.transaction(() => {
      setStackStatus(run, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', undefined, { operation: next });
    });
  }
  await removeObsolete(run);
  run.tables.stacks.put(run.stackId, { ...withoutDeployed(stackOf(run)), ...operation.before });
  setStackStatus(run, 'UPDATE_ROLLBACK_COMPLETE', undefined, { operation: undefined });
}

async function restoreAll(run: StackRun): Promise<readonly string[]> {
  const rows = new Map(rowsOf(run.tables.resources, run.stackId).map((row) => [row.logicalId, row]));
  const needs = new Map([...rows].map(([id, row]) => [id, needsBefore(row)]));
  const { failed } = await runGraph(
    needs,
    (id) => {
      const row = rows.get(id);
      return row === undefined ? Promise.resolve(true) : restore(run, row);
    },
    { stopAtFailure: false },
  );
  return failed;
}

function needsBefore(row: ResourceRow): ReadonlySet<string> {
  return new Set(row.change === undefined || row.change.kind === 'added' ? row.needs : row.change.before.needs);
}

async function restore(run: StackRun, row: ResourceRow): Promise<boolean> {
  const { change, ...kept } = row;
  if (change === undefined) {
    if (row.status === 'UPDATE_FAILED') saveResource(run, { ...kept, status: 'UPDATE_COMPLETE' });
    return true;
  }
  if (change.kind === 'modified' && change.untouched !== true) return takeBack(run, row, change);
  run.host.state.transaction(() => {
    const isThere = change.kind !== 'modified' && row.physicalId !== undefined;
    // RetainExceptOnCreate and Retain alike: a resource that the failed update made is not kept, unless told to.
    const policy = row.deletionPolicy === 'Retain' && change.kind === 'added' ? 'Retain' : 'Delete';
    if (isThere) run.tables.obsolete.put(resourceKey(run, row.logicalId), { ...kept, deletionPolicy: policy });
    if (change.kind === 'added') run.tables.resources.delete(resourceKey(run, row.logicalId));
    else saveResource(run, { ...kept, ...change.before, status: 'UPDATE_COMPLETE' });
  });
  return true;
}

async function takeBack(
  run: StackRun,
  row: ResourceRow,
  change: { readonly before: ResourceRow | ReturnType<typeof stateOf> },
): Promise<boolean> {
  const kind = run.kinds.get(row.type);
  if (kind === undefined) throw new Error(`A stack has a resource of the unknown kind ${row.type}.`);
  const { change: _done, ...kept } = row;
  const back = saveResource(run, { ...row, status: 'UPDATE_IN_PROGRESS' });
  const wanted: ResourceRow = { ...kept, ...change.before, status: back.status, changedAt: back.changedAt };
  return modifyResource(run, kind, wanted, stateOf(row), difference(kind, row, wanted));
}
