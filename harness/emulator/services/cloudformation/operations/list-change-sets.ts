import {
  ListChangeSets$,
  type ExecutionStatus,
  type ListChangeSetsCommandInput,
  type ListChangeSetsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { validationError } from '../errors.ts';
import { lookUpStack, stackWant } from '../find-stack.ts';
import { pageOf } from '../page.ts';
import { rowsOf, stackTables } from '../state.ts';

export const listChangeSets = defineOperation<ListChangeSetsCommandInput, ListChangeSetsCommandOutput>({
  schema: ListChangeSets$,
  accepts: ['StackName', 'NextToken'],
  authorise: (input, context) => [stackWant(context, 'ListChangeSets', input.StackName)],
  handle(input, context) {
    const tables = stackTables(context.state);
    const stack = lookUpStack(tables, input.StackName ?? '');
    if (stack === undefined) throw validationError(`Stack [${input.StackName ?? ''}] does not exist`);
    const { items, next } = pageOf(rowsOf(tables.changeSets, stack.stackId), input.NextToken);
    return {
      NextToken: next,
      Summaries: items.map((changeSet) => ({
        StackId: stack.stackId,
        StackName: stack.stackName,
        ChangeSetId: changeSet.changeSetId,
        ChangeSetName: changeSet.name,
        ExecutionStatus: changeSet.executionStatus as ExecutionStatus,
        Status: changeSet.status,
        StatusReason: changeSet.statusReason,
        CreationTime: new Date(changeSet.createdAt),
        Description: changeSet.description,
        IncludeNestedStacks: changeSet.includeNestedStacks,
      })),
    };
  },
});
