import { CreateLogGroup$ } from '@aws-sdk/client-cloudwatch-logs';
import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceAlreadyExists } from '../errors.ts';
import { checkedGroupName, groupWant } from '../log-group.ts';
import { logsTables } from '../state.ts';

export const createLogGroup = defineOperation<CreateLogGroupRequest, object>({
  schema: CreateLogGroup$,
  accepts: ['logGroupName', 'tags', 'logGroupClass'],
  authorise: (input, context) => [groupWant(context, 'CreateLogGroup', input.logGroupName ?? '')],
  handle(input, context) {
    const name = checkedGroupName(input.logGroupName);
    if (input.logGroupClass !== undefined && input.logGroupClass !== 'STANDARD') {
      throw new NotImplemented(`The log group class ${input.logGroupClass}`);
    }
    const { groups } = logsTables(context.state);
    if (groups.get(name) !== undefined) throw resourceAlreadyExists('group');
    groups.put(name, { name, createdAt: context.now().getTime(), tags: input.tags ?? {} });
    return {};
  },
});
