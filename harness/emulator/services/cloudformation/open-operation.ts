import type { OperationContext } from '../../kernel/context.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { validationError } from './errors.ts';
import { beginWork } from './running.ts';
import { stackTables, type StackRow } from './state.ts';
import { addEvent } from './stacks/add-event.ts';
import { assumeStackRole } from './stacks/run-stack.ts';

/** Writes a stack with its new status and operation, and its event, all or nothing; then begins to work on it. */
export function openOperation(context: OperationContext, stack: StackRow): void {
  writeStack(context, stack, 'User Initiated');
  beginWork(context, stack.stackId);
}

export function writeStack(context: OperationContext, stack: StackRow, reason: string): void {
  const tables = stackTables(context.state);
  const token = stack.operation?.token;
  context.transaction(() => {
    tables.stacks.put(stack.stackId, { ...stack, statusReason: reason });
    tables.names.put(stack.stackName, stack.stackId);
    addEvent(
      { host: context, tables, stackId: stack.stackId, ...(token === undefined ? {} : { token }) },
      { logicalId: stack.stackName, physicalId: stack.stackId, type: 'AWS::CloudFormation::Stack', status: stack.status, reason },
    );
  });
}

/** Change sets were made against what the stack was: a change to it makes them void, but for the one that is executed. */
export function dropChangeSets(context: OperationContext, stackId: string, kept?: string): void {
  const { changeSets } = stackTables(context.state);
  for (const [key, changeSet] of Array.from(changeSets.scan({ prefix: `${stackId}#` }))) {
    if (changeSet.changeSetId !== kept) changeSets.delete(key);
  }
}

/** Says at once, not in the stack's events, that CloudFormation can't become the given role. */
export async function checkRole(context: OperationContext, roleArn: string | undefined): Promise<void> {
  if (roleArn === undefined) return;
  try {
    await assumeStackRole(context, context.account, roleArn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
  }
}
