import { UntagResource$ } from '@aws-sdk/client-cloudwatch-logs';
import type { UntagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { logsTables } from '../state.ts';
import { tagWant, taggedGroup } from '../tagged-group.ts';

export const untagResource = defineOperation<UntagResourceRequest, object>({
  schema: UntagResource$,
  accepts: ['resourceArn', 'tagKeys'],
  authorise: (input) => [tagWant('UntagResource', input.resourceArn)],
  handle(input, context) {
    const group = taggedGroup(context, input.resourceArn);
    const tags = Object.fromEntries(Object.entries(group.tags).filter(([name]) => input.tagKeys?.includes(name) !== true));
    logsTables(context.state).groups.put(group.name, { ...group, tags });
    return {};
  },
});
