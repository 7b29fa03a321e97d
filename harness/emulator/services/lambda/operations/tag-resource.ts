import { TagResource$ } from '@aws-sdk/client-lambda';
import type { TagResourceRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requestTagKeys } from '../tag-wants.ts';
import { taggedResource } from '../tagged-resource.ts';

export const tagResource = defineOperation<TagResourceRequest, Record<string, never>>({
  schema: TagResource$,
  accepts: ['Resource', 'Tags'],
  authorise: (input, context) => [taggedResource(input.Resource, context).want('TagResource', requestTagKeys(input.Tags ?? {}))],
  handle(input, context) {
    const resource = taggedResource(input.Resource, context);
    resource.write({ ...resource.tags(), ...input.Tags });
    return {};
  },
});
