import {
  DescribeStackResource$,
  type DescribeStackResourceCommandInput,
  type DescribeStackResourceCommandOutput,
  type ResourceStatus,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { validationError } from '../errors.ts';
import { lookUpStack, stackWant } from '../find-stack.ts';
import { stackTables } from '../state.ts';

export const describeStackResource = defineOperation<DescribeStackResourceCommandInput, DescribeStackResourceCommandOutput>({
  schema: DescribeStackResource$,
  accepts: ['StackName', 'LogicalResourceId'],
  authorise: (input, context) => [stackWant(context, 'DescribeStackResource', input.StackName)],
  handle(input, context) {
    const tables = stackTables(context.state);
    const { StackName: name = '', LogicalResourceId: logicalId = '' } = input;
    const stack = lookUpStack(tables, name);
    if (stack === undefined) throw validationError(`Stack '${name}' does not exist`);
    const row = tables.resources.get(`${stack.stackId}#${logicalId}`);
    if (row === undefined) throw validationError(`Resource ${logicalId} does not exist for stack ${stack.stackName}`);
    return {
      StackResourceDetail: {
        StackName: stack.stackName,
        StackId: stack.stackId,
        LogicalResourceId: row.logicalId,
        PhysicalResourceId: row.physicalId,
        ResourceType: row.type,
        LastUpdatedTimestamp: new Date(row.changedAt),
        ResourceStatus: row.status as ResourceStatus,
        ResourceStatusReason: row.statusReason,
        Metadata: row.metadata === '' ? '{}' : row.metadata,
        DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
      },
    };
  },
});
