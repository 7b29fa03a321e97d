import { TagResource$ } from '@aws-sdk/client-cloudwatch-logs';
import type { TagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { logsTables } from '../state.ts';
import { tagWant, taggedGroup } from '../tagged-group.ts';

export const tagResource = defineOperation<TagResourceRequest, object>({
  schema: TagResource$,
  accepts: ['resourceArn', 'tags'],
  authorise: (input) => [tagWant('TagResource', input.resourceArn)],
  handle(input, context) {
    const group = taggedGroup(context, input.resourceArn);
    logsTables(context.state).groups.put(group.name, { ...group, tags: { ...group.tags, ...input.tags } });
    return {};
  },
});
