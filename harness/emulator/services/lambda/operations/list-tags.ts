import { ListTags$ } from '@aws-sdk/client-lambda';
import type { ListTagsRequest, ListTagsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { taggedResource } from '../tagged-resource.ts';

export const listTags = defineOperation<ListTagsRequest, ListTagsResponse>({
  schema: ListTags$,
  accepts: ['Resource'],
  authorise: (input, context) => [taggedResource(input.Resource, context).want('ListTags')],
  handle: (input, context) => ({ Tags: { ...taggedResource(input.Resource, context).tags() } }),
});
