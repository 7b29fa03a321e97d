import { DeleteChangeSet$, type DeleteChangeSetCommandInput, type DeleteChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeSetKey, lookUpChangeSet, stackOfChangeSet } from '../change-sets.ts';
import { stackWant } from '../find-stack.ts';
import { stackTables } from '../state.ts';

export const deleteChangeSet = defineOperation<DeleteChangeSetCommandInput, DeleteChangeSetCommandOutput>({
  schema: DeleteChangeSet$,
  accepts: ['ChangeSetName', 'StackName'],
  authorise: (input, context) => [stackWant(context, 'DeleteChangeSet', stackOfChangeSet(context, input))],
  handle(input, context) {
    // Deleting what is not there succeeds.
    const found = lookUpChangeSet(context, input);
    if (found !== undefined) stackTables(context.state).changeSets.delete(changeSetKey(found.stack.stackId, found.changeSet));
    return {};
  },
});
