import type { StackModel } from '../template/stack-model.ts';
import { rowsOf } from '../state.ts';
import { applyResource } from './apply-resource.ts';
import { finishForward } from './finish-forward.ts';
import { removeResources } from './remove-resources.ts';
import { runGraph } from './run-graph.ts';
import { modelOf } from './run-model.ts';
import { setStackStatus, stackOf, type StackRun } from './stack-run.ts';
import type { CreateOperation } from './stack-operation.ts';
import { forgetStack } from './run-delete.ts';

/** Creates a stack, or rolls the creation back. Begins where the stack's operation says. */
export async function runCreate(run: StackRun, operation: CreateOperation): Promise<void> {
  if (operation.phase === 'rollback') return rollBackCreate(run, operation);
  const model = modelOf(run, stackOf(run));
  const reason = await createForward(run, model);
  if (reason === undefined) return undefined;
  return failCreate(run, operation, reason);
}

/** Answers why it failed. */
async function createForward(run: StackRun, model: StackModel): Promise<string | undefined> {
  const { failed } = await runGraph(model.dependencies, (id) => applyResource(run, model, id, 'create'), { stopAtFailure: true });
  if (failed.length > 0) return `The following resource(s) failed to create: [${failed.join(', ')}].`;
  const finished = finishForward(run, model);
  if (finished.problem !== undefined) return finished.problem;
  setStackStatus(run, 'CREATE_COMPLETE', undefined, { ...finished.change, operation: undefined });
  return undefined;
}

async function failCreate(run: StackRun, operation: CreateOperation, reason: string): Promise<void> {
  if (operation.onFailure === 'DO_NOTHING') {
    setStackStatus(run, 'CREATE_FAILED', reason, { operation: undefined });
    return undefined;
  }
  const next: CreateOperation = { ...operation, phase: 'rollback' };
  const deletes = operation.onFailure === 'DELETE';
  setStackStatus(run, deletes ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS', deletes ? reason : rollbackReason(reason), {
    operation: next,
  });
  return rollBackCreate(run, next);
}

function rollbackReason(reason: string): string {
  return reason.includes('Rollback requested') ? reason : `${reason} Rollback requested by user.`;
}

async function rollBackCreate(run: StackRun, operation: CreateOperation): Promise<void> {
  const rows = rowsOf(run.tables.resources, run.stackId).filter(
    (row) => !row.status.startsWith('DELETE_') || row.status.endsWith('PROGRESS'),
  );
  const failed = await removeResources(run, {
    rows,
    table: run.tables.resources,
    keeps: (row) => row.deletionPolicy === 'Retain' && row.physicalId !== undefined,
    leavesRow: true,
  });
  const deletes = operation.onFailure === 'DELETE';
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}].`;
    setStackStatus(run, deletes ? 'DELETE_FAILED' : 'ROLLBACK_FAILED', reason, { operation: undefined });
  } else if (deletes) forgetStack(run);
  else setStackStatus(run, 'ROLLBACK_COMPLETE', undefined, { operation: undefined });
}
