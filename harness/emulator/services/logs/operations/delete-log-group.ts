import { DeleteLogGroup$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { groupWant, requireGroup } from '../log-group.ts';
import { logsTables, separator } from '../state.ts';

export const deleteLogGroup = defineOperation<DeleteLogGroupRequest, object>({
  schema: DeleteLogGroup$,
  accepts: ['logGroupName'],
  authorise: (input, context) => [groupWant(context, 'DeleteLogGroup', input.logGroupName ?? '')],
  handle(input, context) {
    const { name } = requireGroup(context, input.logGroupName ?? '');
    const { groups, streams, batches } = logsTables(context.state);
    context.transaction(() => {
      groups.delete(name);
      for (const table of [streams, batches]) {
        for (const [key] of table.scan({ prefix: `${name}${separator}` })) table.delete(key);
      }
    });
    return {};
  },
});
