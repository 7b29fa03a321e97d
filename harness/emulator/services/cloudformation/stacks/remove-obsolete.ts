import { rowsOf } from '../state.ts';
import { removeResources } from './remove-resources.ts';
import { resourceKey, type StackRun } from './stack-run.ts';

/** Deletes what an update set aside. What can't be deleted is let go, as CloudFormation does. Answers what that was. */
export async function removeObsolete(run: StackRun): Promise<readonly string[]> {
  const failed = await removeResources(run, {
    rows: rowsOf(run.tables.obsolete, run.stackId),
    table: run.tables.obsolete,
    keeps: (row) => row.deletionPolicy !== 'Delete',
    leavesRow: false,
  });
  for (const id of failed) run.tables.obsolete.delete(resourceKey(run, id));
  return failed;
}
