import { DeleteRetentionPolicy$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DeleteRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { groupWant, requireGroup } from '../log-group.ts';
import { logsTables } from '../state.ts';

export const deleteRetentionPolicy = defineOperation<DeleteRetentionPolicyRequest, object>({
  schema: DeleteRetentionPolicy$,
  accepts: ['logGroupName'],
  authorise: (input, context) => [groupWant(context, 'DeleteRetentionPolicy', input.logGroupName ?? '')],
  handle(input, context) {
    const { retentionDays: _gone, ...group } = requireGroup(context, input.logGroupName ?? '');
    logsTables(context.state).groups.put(group.name, group);
    return {};
  },
});
