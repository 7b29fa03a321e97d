import { DeleteStack$, type DeleteStackCommandInput, type DeleteStackCommandOutput } from '@aws-sdk/client-cloudformation';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkDeploymentConfig } from '../deployment-config.ts';
import { notEmulated, validationError } from '../errors.ts';
import { lookUpStack, passRoleWants, stackWant } from '../find-stack.ts';
import { checkRole, openOperation, writeStack } from '../open-operation.ts';
import { stackTables, type StackRow } from '../state.ts';
import { deleteProblem } from '../stacks/run-delete.ts';
import { storePrincipal } from '../stacks/stack-operation.ts';

export const deleteStack = defineOperation<DeleteStackCommandInput, DeleteStackCommandOutput>({
  schema: DeleteStack$,
  accepts: ['StackName', 'RetainResources', 'RoleARN', 'ClientRequestToken', 'DeletionMode', 'DeploymentConfig'],
  authorise: (input, context) => [stackWant(context, 'DeleteStack', input.StackName), ...passRoleWants(input.RoleARN)],
  async handle(input, context) {
    checkDeploymentConfig(input.DeploymentConfig);
    if (input.DeletionMode === 'FORCE_DELETE_STACK') throw notEmulated('The DeletionMode FORCE_DELETE_STACK');
    await checkRole(context, input.RoleARN);
    const tables = stackTables(context.state);
    const stack = lookUpStack(tables, input.StackName ?? '');
    // Deleting what is not there succeeds.
    if (stack === undefined || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS')
      return { OperationId: undefined };
    checkDeletable(stack, input.RetainResources ?? []);
    const problem = deleteProblem({ tables, stackId: stack.stackId });
    if (problem === undefined) beginDelete(stack, input, context);
    else writeStack(context, stack, problem);
    return { OperationId: undefined };
  },
});

function checkDeletable(stack: StackRow, retain: readonly string[]): void {
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.stackName}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (stack.operation !== undefined) {
    throw validationError(`Stack [${stack.stackName}] cannot be deleted while in status ${stack.status}`);
  }
  if (retain.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw validationError('RetainResources can only be specified for a stack in the DELETE_FAILED state.');
  }
}

function beginDelete(
  stack: StackRow,
  input: Pick<DeleteStackCommandInput, 'RoleARN' | 'RetainResources' | 'ClientRequestToken'>,
  context: OperationContext,
): void {
  openOperation(context, {
    ...stack,
    status: 'DELETE_IN_PROGRESS',
    ...(input.RoleARN === undefined ? {} : { roleArn: input.RoleARN }),
    operation: {
      kind: 'delete',
      retain: input.RetainResources ?? [],
      principal: storePrincipal(context.principal),
      ...(input.ClientRequestToken === undefined ? {} : { token: input.ClientRequestToken }),
    },
  });
}
