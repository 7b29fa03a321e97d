import { CreateLogStream$ } from '@aws-sdk/client-cloudwatch-logs';
import type { CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceAlreadyExists } from '../errors.ts';
import { checkedStreamName, groupWant, requireGroup } from '../log-group.ts';
import { withResourcePolicies } from '../resource-policies.ts';
import { logsTables, streamKey } from '../state.ts';

export const createLogStream = defineOperation<CreateLogStreamRequest, object>({
  schema: CreateLogStream$,
  accepts: ['logGroupName', 'logStreamName'],
  authorise: (input, context) => [withResourcePolicies(context.state, groupWant(context, 'CreateLogStream', input.logGroupName ?? ''))],
  handle(input, context) {
    const { name: group } = requireGroup(context, input.logGroupName ?? '');
    const name = checkedStreamName(input.logStreamName);
    const { streams } = logsTables(context.state);
    const key = streamKey(group, name);
    if (streams.get(key) !== undefined) throw resourceAlreadyExists('stream');
    streams.put(key, { group, name, createdAt: context.now().getTime(), storedBytes: 0, batches: 0 });
    return {};
  },
});
