import { ExecuteChangeSet$, type ExecuteChangeSetCommandInput, type ExecuteChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeSetKey, findChangeSet, stackOfChangeSet, type FoundChangeSet } from '../change-sets.ts';
import { invalidChangeSetStatus, notEmulated, validationError } from '../errors.ts';
import { stackWant } from '../find-stack.ts';
import { dropChangeSets, writeStack } from '../open-operation.ts';
import { beginWork } from '../running.ts';
import { stackTables, type StackRow } from '../state.ts';
import { storePrincipal, type StackOperation } from '../stacks/stack-operation.ts';
import { checkUpdatable, deployedOf } from '../update-target.ts';
import { withoutDeployed } from '../without-deployed.ts';

export const executeChangeSet = defineOperation<ExecuteChangeSetCommandInput, ExecuteChangeSetCommandOutput>({
  schema: ExecuteChangeSet$,
  accepts: ['ChangeSetName', 'StackName', 'ClientRequestToken', 'DisableRollback', 'RetainExceptOnCreate'],
  authorise: (input, context) => [stackWant(context, 'ExecuteChangeSet', stackOfChangeSet(context, input))],
  handle(input, context) {
    if (input.RetainExceptOnCreate === true) throw notEmulated('The parameter RetainExceptOnCreate');
    const found = findChangeSet(context, input);
    const { stack, changeSet } = found;
    if (changeSet.executionStatus !== 'AVAILABLE') throw invalidChangeSetStatus(changeSet.changeSetId, changeSet.executionStatus);
    if (input.DisableRollback !== undefined && changeSet.onStackFailure !== undefined) {
      throw validationError('DisableRollback can not be given for a change set that was created with OnStackFailure.');
    }
    const disableRollback = input.DisableRollback === true || changeSet.onStackFailure === 'DO_NOTHING';
    const operation = operationOf(found, input, context, disableRollback);
    context.transaction(() => {
      dropChangeSets(context, stack.stackId, changeSet.changeSetId);
      stackTables(context.state).changeSets.put(changeSetKey(stack.stackId, changeSet), {
        ...changeSet,
        executionStatus: 'EXECUTE_COMPLETE',
      });
      writeStack(context, executing(found, operation, disableRollback, context.now().toISOString()), 'User Initiated');
    });
    beginWork(context, stack.stackId);
    return {};
  },
});

function operationOf(
  { stack, changeSet }: FoundChangeSet,
  { ClientRequestToken: token }: Pick<ExecuteChangeSetCommandInput, 'ClientRequestToken'>,
  context: OperationContext,
  disableRollback: boolean,
): StackOperation {
  const asked = { principal: storePrincipal(context.principal), ...(token === undefined ? {} : { token }) };
  if (changeSet.kind === 'CREATE') {
    const onFailure = disableRollback ? 'DO_NOTHING' : (changeSet.onStackFailure ?? 'ROLLBACK');
    return { kind: 'create', phase: 'forward', onFailure, ...asked };
  }
  checkUpdatable(stack);
  return { kind: 'update', phase: 'forward', before: deployedOf(stack), disableRollback, ...asked };
}

function executing({ stack, changeSet }: FoundChangeSet, operation: StackOperation, disableRollback: boolean, now: string): StackRow {
  return {
    ...withoutDeployed(stack),
    ...changeSet.target,
    status: changeSet.kind === 'CREATE' ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
    updatedAt: now,
    changeSetId: changeSet.changeSetId,
    disableRollback,
    ...(changeSet.roleArn === undefined ? {} : { roleArn: changeSet.roleArn }),
    operation,
  };
}
