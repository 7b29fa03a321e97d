import { reversed } from '../template/graph.ts';
import type { Table } from '../../../accounts/state.ts';
import type { ResourceRow } from '../state.ts';
import { uuid } from './add-event.ts';
import { failureReason, isNotFound } from './handler-message.ts';
import { pastProperties } from './live-properties.ts';
import { resourceContext } from './resource-context.ts';
import { runGraph } from './run-graph.ts';
import { resourceEvent, resourceKey, type StackRun } from './stack-run.ts';

export interface Removal {
  readonly rows: readonly ResourceRow[];
  /** Where each step is written. */
  readonly table: Table<ResourceRow>;
  /** Whether the resource stays in the world while the stack lets go of it. */
  keeps(row: ResourceRow): boolean;
  /** What is left in the table of a removed resource: a row that says so (a deleted stack shows it), or nothing. */
  readonly leavesRow: boolean;
}

/** Deletes resources, those that need others first. Answers the logical ids that could not be deleted. */
export async function removeResources(run: StackRun, removal: Removal): Promise<readonly string[]> {
  const rows = new Map(removal.rows.map((row) => [row.logicalId, row]));
  const needs = new Map([...rows].map(([id, row]) => [id, new Set(row.needs)]));
  const { failed } = await runGraph(
    reversed(needs),
    (id) => {
      const row = rows.get(id);
      return row === undefined ? Promise.resolve(true) : removeOne(run, row, removal);
    },
    { stopAtFailure: false },
  );
  return failed;
}

async function removeOne(run: StackRun, row: ResourceRow, removal: Removal): Promise<boolean> {
  const save = (status: string, reason?: string): void => saveStep(run, removal, row, status, reason);
  const kind = run.kinds.get(row.type);
  if (kind === undefined) throw new Error(`A stack has a resource of the unknown kind ${row.type}.`);
  if (removal.keeps(row)) {
    save('DELETE_SKIPPED');
    return true;
  }
  if (row.physicalId !== undefined) {
    save('DELETE_IN_PROGRESS');
    try {
      const physical = { id: row.physicalId, attributes: row.attributes };
      await kind.remove(
        physical,
        pastProperties(kind, row.properties),
        resourceContext(run, row, () => undefined),
      );
    } catch (error) {
      if (!isNotFound(error)) {
        const reason = failureReason(error, uuid(run.host.randomHex(16)));
        if (reason === undefined) throw error;
        save('DELETE_FAILED', reason);
        return false;
      }
    }
  }
  save('DELETE_COMPLETE');
  return true;
}

function saveStep(run: StackRun, removal: Removal, row: ResourceRow, status: string, reason: string | undefined): void {
  const key = resourceKey(run, row.logicalId);
  const gone = status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
  const { statusReason: _old, change: _change, ...kept } = row;
  run.host.state.transaction(() => {
    if (gone && !removal.leavesRow) removal.table.delete(key);
    else {
      const changedAt = run.host.now().toISOString();
      removal.table.put(key, { ...kept, status, changedAt, ...(reason === undefined ? {} : { statusReason: reason }) });
    }
    resourceEvent(run, row, status, reason);
  });
}
