import {
  DescribeStackEvents$,
  type DescribeStackEventsCommandInput,
  type DescribeStackEventsCommandOutput,
  type ResourceStatus,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { validationError } from '../errors.ts';
import { lookUpStack, stackWant } from '../find-stack.ts';
import { pageOf } from '../page.ts';
import { stackTables } from '../state.ts';

export const describeStackEvents = defineOperation<DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput>({
  schema: DescribeStackEvents$,
  accepts: ['StackName', 'NextToken'],
  authorise: (input, context) => [stackWant(context, 'DescribeStackEvents', input.StackName)],
  handle(input, context) {
    const tables = stackTables(context.state);
    const stack = lookUpStack(tables, input.StackName ?? '');
    if (stack === undefined) throw validationError(`Stack [${input.StackName ?? ''}] does not exist`);
    const newestFirst = [...tables.events.scan({ prefix: `${stack.stackId}#`, descending: true })].map(([, event]) => event);
    const { items, next } = pageOf(newestFirst, input.NextToken);
    return {
      NextToken: next,
      StackEvents: items.map((event) => ({
        StackId: stack.stackId,
        EventId: event.eventId,
        StackName: stack.stackName,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: new Date(event.at),
        ResourceStatus: event.status as ResourceStatus,
        ResourceStatusReason: event.reason,
        ResourceProperties: event.properties,
        ClientRequestToken: event.token,
      })),
    };
  },
});
