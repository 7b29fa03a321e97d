import {
  DescribeStackResources$,
  type DescribeStackResourcesCommandInput,
  type DescribeStackResourcesCommandOutput,
  type ResourceStatus,
} from '@aws-sdk/client-cloudformation';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { stackDoesNotExist, validationError } from '../errors.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { rowsOf, stackTables, type StackRow } from '../state.ts';

export const describeStackResources = defineOperation<DescribeStackResourcesCommandInput, DescribeStackResourcesCommandOutput>({
  schema: DescribeStackResources$,
  accepts: ['StackName', 'LogicalResourceId', 'PhysicalResourceId'],
  authorise: (input, context) => [stackWant(context, 'DescribeStackResources', input.StackName)],
  handle(input, context) {
    const { StackName: name, LogicalResourceId: logicalId, PhysicalResourceId: physicalId } = input;
    if (name !== undefined && physicalId !== undefined)
      throw validationError('StackName and PhysicalResourceId can not both be specified.');
    const stack = name === undefined ? owner(context, physicalId) : findStack(context, name);
    const rows = rowsOf(stackTables(context.state).resources, stack.stackId);
    return {
      StackResources: rows
        .filter((row) => logicalId === undefined || row.logicalId === logicalId)
        .map((row) => ({
          StackName: stack.stackName,
          StackId: stack.stackId,
          LogicalResourceId: row.logicalId,
          PhysicalResourceId: row.physicalId,
          ResourceType: row.type,
          Timestamp: new Date(row.changedAt),
          ResourceStatus: row.status as ResourceStatus,
          ResourceStatusReason: row.statusReason,
          DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
        })),
    };
  },
});

function owner(context: OperationContext, physicalId: string | undefined): StackRow {
  if (physicalId === undefined) throw validationError('Stack name or physical resource id must be specified.');
  const tables = stackTables(context.state);
  const found = [...tables.resources.scan()].find(([, row]) => row.physicalId === physicalId && row.status !== 'DELETE_COMPLETE');
  const stack = found === undefined ? undefined : tables.stacks.get(found[0].slice(0, found[0].indexOf('#')));
  if (stack === undefined) throw stackDoesNotExist(physicalId);
  return stack;
}
