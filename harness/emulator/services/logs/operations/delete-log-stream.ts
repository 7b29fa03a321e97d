import { DeleteLogStream$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { streamNotFound } from '../errors.ts';
import { requireGroup, streamWant } from '../log-group.ts';
import { logsTables, separator, streamKey } from '../state.ts';

export const deleteLogStream = defineOperation<DeleteLogStreamRequest, object>({
  schema: DeleteLogStream$,
  accepts: ['logGroupName', 'logStreamName'],
  authorise: (input, context) => [streamWant(context, 'DeleteLogStream', input.logGroupName ?? '', input.logStreamName ?? '')],
  handle(input, context) {
    const { name: group } = requireGroup(context, input.logGroupName ?? '');
    const key = streamKey(group, input.logStreamName ?? '');
    const { streams, batches } = logsTables(context.state);
    context.transaction(() => {
      if (!streams.delete(key)) throw streamNotFound();
      for (const [batch] of batches.scan({ prefix: `${key}${separator}` })) batches.delete(batch);
    });
    return {};
  },
});
