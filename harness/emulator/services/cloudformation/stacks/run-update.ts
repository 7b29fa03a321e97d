import type { StackModel } from '../template/stack-model.ts';
import { rowsOf, type ResourceRow } from '../state.ts';
import { applyResource } from './apply-resource.ts';
import { finishForward } from './finish-forward.ts';
import { removeObsolete } from './remove-obsolete.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { runGraph } from './run-graph.ts';
import { modelOf } from './run-model.ts';
import { resourceKey, setStackStatus, stackOf, type StackRun } from './stack-run.ts';
import type { UpdateOperation } from './stack-operation.ts';

/** Updates a stack, cleans up after it, or rolls it back. Begins where the stack's operation says. */
export async function runUpdate(run: StackRun, operation: UpdateOperation): Promise<void> {
  if (operation.phase === 'cleanup') return cleanUp(run);
  if (operation.phase !== 'forward') return rollBackUpdate(run, operation);
  const model = modelOf(run, stackOf(run));
  const reason = await updateForward(run, model, operation);
  if (reason === undefined) return cleanUp(run);
  if (operation.disableRollback) {
    setStackStatus(run, 'UPDATE_FAILED', reason, { operation: undefined });
    return undefined;
  }
  const next: UpdateOperation = { ...operation, phase: 'rollback' };
  setStackStatus(run, 'UPDATE_ROLLBACK_IN_PROGRESS', reason, { operation: next });
  return rollBackUpdate(run, next);
}

async function updateForward(run: StackRun, model: StackModel, operation: UpdateOperation): Promise<string | undefined> {
  const { failed } = await runGraph(model.dependencies, (id) => applyResource(run, model, id, 'update'), { stopAtFailure: true });
  if (failed.length > 0) return failedReason(run, failed);
  const finished = finishForward(run, model);
  if (finished.problem !== undefined) return finished.problem;
  run.host.state.transaction(() => {
    parkObsolete(run, model);
    const next: UpdateOperation = { ...operation, phase: 'cleanup' };
    setStackStatus(run, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', undefined, { ...finished.change, operation: next });
  });
  return undefined;
}

function failedReason(run: StackRun, failed: readonly string[]): string {
  const rows = failed.map((id) => run.tables.resources.get(resourceKey(run, id)));
  const list = (status: string, word: string): string => {
    const ids = rows.filter((row) => row?.status === status).map((row) => row?.logicalId ?? '');
    return ids.length === 0 ? '' : `The following resource(s) failed to ${word}: [${ids.join(', ')}]. `;
  };
  return `${list('CREATE_FAILED', 'create')}${list('UPDATE_FAILED', 'update')}`;
}

/** What the new template has no use for is set aside to be deleted: replaced resources and those that it no longer names. */
function parkObsolete(run: StackRun, model: StackModel): void {
  for (const row of rowsOf(run.tables.resources, run.stackId)) {
    const key = resourceKey(run, row.logicalId);
    const { change, ...kept } = row;
    if (!model.resources.has(row.logicalId)) {
      run.tables.obsolete.put(key, kept);
      run.tables.resources.delete(key);
      continue;
    }
    if (change?.kind === 'replaced') {
      const old: ResourceRow = { ...kept, ...change.before, deletionPolicy: row.updateReplacePolicy };
      run.tables.obsolete.put(key, old);
    }
    if (change !== undefined) run.tables.resources.put(key, kept);
  }
}

async function cleanUp(run: StackRun): Promise<void> {
  const failed = await removeObsolete(run);
  const reason = failed.length === 0 ? undefined : `Update successful. One or more resources could not be deleted.`;
  setStackStatus(run, 'UPDATE_COMPLETE', reason, { operation: undefined });
}
