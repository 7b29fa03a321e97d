import {
  ListStackResources$,
  type ListStackResourcesCommandInput,
  type ListStackResourcesCommandOutput,
  type ResourceStatus,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { pageOf } from '../page.ts';
import { rowsOf, stackTables } from '../state.ts';

export const listStackResources = defineOperation<ListStackResourcesCommandInput, ListStackResourcesCommandOutput>({
  schema: ListStackResources$,
  accepts: ['StackName', 'NextToken'],
  authorise: (input, context) => [stackWant(context, 'ListStackResources', input.StackName)],
  handle(input, context) {
    const stack = findStack(context, input.StackName);
    const { items, next } = pageOf(rowsOf(stackTables(context.state).resources, stack.stackId), input.NextToken);
    return {
      NextToken: next,
      StackResourceSummaries: items.map((row) => ({
        LogicalResourceId: row.logicalId,
        PhysicalResourceId: row.physicalId,
        ResourceType: row.type,
        LastUpdatedTimestamp: new Date(row.changedAt),
        ResourceStatus: row.status as ResourceStatus,
        ResourceStatusReason: row.statusReason,
        DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
      })),
    };
  },
});
