import {
  DescribeChangeSet$,
  type Change,
  type DescribeChangeSetCommandInput,
  type DescribeChangeSetCommandOutput,
  type ExecutionStatus,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findChangeSet, stackOfChangeSet } from '../change-sets.ts';
import { stackWant } from '../find-stack.ts';
import { withoutValues } from '../stacks/change-context.ts';
import { parameterView } from '../view.ts';

export const describeChangeSet = defineOperation<DescribeChangeSetCommandInput, DescribeChangeSetCommandOutput>({
  schema: DescribeChangeSet$,
  accepts: ['ChangeSetName', 'StackName', 'NextToken', 'IncludePropertyValues'],
  authorise: (input, context) => [stackWant(context, 'DescribeChangeSet', stackOfChangeSet(context, input))],
  handle(input, context) {
    const { stack, changeSet } = findChangeSet(context, input);
    const { target } = changeSet;
    return {
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.changeSetId,
      StackId: stack.stackId,
      StackName: stack.stackName,
      Description: changeSet.description,
      Parameters: target.parameters.map(parameterView),
      CreationTime: new Date(changeSet.createdAt),
      ExecutionStatus: changeSet.executionStatus as ExecutionStatus,
      Status: changeSet.status,
      StatusReason: changeSet.statusReason,
      StackDriftStatus: undefined,
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: [...target.capabilities] as NonNullable<DescribeChangeSetCommandOutput['Capabilities']>,
      Tags: target.tags.map(({ Key, Value }) => ({ Key, Value })),
      Changes: (input.IncludePropertyValues === true ? changeSet.changes : withoutValues(changeSet.changes)) as unknown as Change[],
      NextToken: undefined,
      IncludeNestedStacks: changeSet.includeNestedStacks,
      ParentChangeSetId: undefined,
      RootChangeSetId: undefined,
      OnStackFailure: changeSet.onStackFailure,
      ImportExistingResources: false,
      DeploymentMode: undefined,
      DeploymentConfig: undefined,
    };
  },
});
