import { DescribeStacks$, type DescribeStacksCommandInput, type DescribeStacksCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { pageOf } from '../page.ts';
import { stackTables } from '../state.ts';
import { stackView } from '../view.ts';

export const describeStacks = defineOperation<DescribeStacksCommandInput, DescribeStacksCommandOutput>({
  schema: DescribeStacks$,
  accepts: ['StackName', 'NextToken'],
  authorise: (input, context) => [stackWant(context, 'DescribeStacks', input.StackName)],
  handle(input, context) {
    if (input.StackName !== undefined) return { Stacks: [stackView(findStack(context, input.StackName))], NextToken: undefined };
    const all = [...stackTables(context.state).stacks.scan()].map(([, stack]) => stack);
    const live = all.filter((stack) => stack.status !== 'DELETE_COMPLETE');
    const newestFirst = live.sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
    const { items, next } = pageOf(newestFirst, input.NextToken);
    return { Stacks: items.map(stackView), NextToken: next };
  },
});
