import { UntagResource$ } from '@aws-sdk/client-lambda';
import type { UntagResourceRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { taggedResource } from '../tagged-resource.ts';

export const untagResource = defineOperation<UntagResourceRequest, Record<string, never>>({
  schema: UntagResource$,
  accepts: ['Resource', 'TagKeys'],
  authorise: (input, context) => [taggedResource(input.Resource, context).want('UntagResource', { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const resource = taggedResource(input.Resource, context);
    resource.write(Object.fromEntries(Object.entries(resource.tags()).filter(([name]) => input.TagKeys?.includes(name) !== true)));
    return {};
  },
});
