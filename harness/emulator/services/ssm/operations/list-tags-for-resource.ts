import { ListTagsForResource$ } from '@aws-sdk/client-ssm';
import type { ListTagsForResourceRequest, ListTagsForResourceResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { taggedParameter, wantsOfTagging } from '../tagged-resource.ts';

export const listTagsForResource = defineOperation<ListTagsForResourceRequest, ListTagsForResourceResult>({
  schema: ListTagsForResource$,
  accepts: ['ResourceType', 'ResourceId'],
  authorise: (input, context) => wantsOfTagging(input, context, 'ListTagsForResource'),
  handle: (input, context) => ({ TagList: [...taggedParameter(input, context).tags] }),
});
