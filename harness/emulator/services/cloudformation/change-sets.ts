import type { OperationContext } from '../../kernel/context.ts';
import { changeSetNotFound, validationError } from './errors.ts';
import { lookUpStack } from './find-stack.ts';
import { rowsOf, stackTables, type ChangeSetRow, type StackRow } from './state.ts';

export interface FoundChangeSet {
  readonly stack: StackRow;
  readonly changeSet: ChangeSetRow;
}

/** The members of a request that name a change set: its ARN, or its name and its stack. */
export interface ChangeSetName {
  readonly ChangeSetName?: string | undefined;
  readonly StackName?: string | undefined;
}

export function lookUpChangeSet(
  context: OperationContext,
  { ChangeSetName: name = '', StackName }: ChangeSetName,
): FoundChangeSet | undefined {
  const tables = stackTables(context.state);
  if (name.startsWith('arn:')) {
    const found = [...tables.changeSets.scan()].find(([, row]) => row.changeSetId === name);
    const stack = found === undefined ? undefined : tables.stacks.get(found[0].slice(0, found[0].indexOf('#')));
    return found === undefined || stack === undefined ? undefined : { stack, changeSet: found[1] };
  }
  if (StackName === undefined) throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  const stack = lookUpStack(tables, StackName);
  if (stack === undefined) throw validationError(`Stack [${StackName}] does not exist`);
  const named = rowsOf(tables.changeSets, stack.stackId).filter((row) => row.name === name);
  const newest = named.toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))[0];
  const changeSet = named.find((row) => row.executionStatus !== 'EXECUTE_COMPLETE') ?? newest;
  return changeSet === undefined ? undefined : { stack, changeSet };
}

export function findChangeSet(context: OperationContext, name: ChangeSetName): FoundChangeSet {
  const found = lookUpChangeSet(context, name);
  if (found === undefined) throw changeSetNotFound(name.ChangeSetName ?? '');
  return found;
}

export function changeSetKey(stackId: string, changeSet: Pick<ChangeSetRow, 'changeSetId'>): string {
  return `${stackId}#${changeSet.changeSetId}`;
}

/** The stack whose permission a request about a change set needs. */
export function stackOfChangeSet(context: OperationContext, name: ChangeSetName): string | undefined {
  if (name.StackName !== undefined) return name.StackName;
  return name.ChangeSetName?.startsWith('arn:') === true ? lookUpChangeSet(context, name)?.stack.stackId : undefined;
}
