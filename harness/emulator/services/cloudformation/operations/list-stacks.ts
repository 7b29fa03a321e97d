import { ListStacks$, type ListStacksCommandInput, type ListStacksCommandOutput, type StackStatus } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import { stackTables } from '../state.ts';
import { instant } from '../view.ts';

export const listStacks = defineOperation<ListStacksCommandInput, ListStacksCommandOutput>({
  schema: ListStacks$,
  accepts: ['NextToken', 'StackStatusFilter'],
  authorise: () => [{ action: 'cloudformation:ListStacks', resource: '*' }],
  handle(input, context) {
    const wanted: readonly string[] = input.StackStatusFilter ?? [];
    const all = [...stackTables(context.state).stacks.scan()].map(([, stack]) => stack);
    const chosen = all.filter((stack) => wanted.length === 0 || wanted.includes(stack.status));
    const newestFirst = chosen.sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
    const { items, next } = pageOf(newestFirst, input.NextToken);
    return {
      NextToken: next,
      StackSummaries: items.map((stack) => ({
        StackId: stack.stackId,
        StackName: stack.stackName,
        TemplateDescription: stack.description,
        CreationTime: new Date(stack.createdAt),
        LastUpdatedTime: instant(stack.updatedAt),
        DeletionTime: instant(stack.deletedAt),
        StackStatus: stack.status as StackStatus,
        StackStatusReason: stack.statusReason,
        DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
      })),
    };
  },
});
