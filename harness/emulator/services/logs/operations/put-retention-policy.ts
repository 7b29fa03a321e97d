import { PutRetentionPolicy$ } from '@aws-sdk/client-cloudwatch-logs';
import type { PutRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraintBroken } from '../errors.ts';
import { groupWant, requireGroup } from '../log-group.ts';
import { logsTables } from '../state.ts';

export const putRetentionPolicy = defineOperation<PutRetentionPolicyRequest, object>({
  schema: PutRetentionPolicy$,
  accepts: ['logGroupName', 'retentionInDays'],
  authorise: (input, context) => [groupWant(context, 'PutRetentionPolicy', input.logGroupName ?? '')],
  handle(input, context) {
    const group = requireGroup(context, input.logGroupName ?? '');
    const { retentionInDays: days = 0 } = input;
    if (!retentions.includes(days)) {
      throw constraintBroken(days, 'retentionInDays', `Member must satisfy enum value set: [${retentions.join(', ')}]`);
    }
    logsTables(context.state).groups.put(group.name, { ...group, retentionDays: days });
    return {};
  },
});

const retentions: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
