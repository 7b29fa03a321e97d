import { ListTags$ } from '@aws-sdk/client-lambda';
import type { ListTagsRequest, ListTagsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';

export const listTags = defineOperation<ListTagsRequest, ListTagsResponse>({
  schema: ListTags$,
  accepts: ['Resource'],
  authorise(input, context) {
    const ref = functionRef(context, input.Resource);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'ListTags')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.Resource);
    return { Tags: { ...requireFunction(context.partitionOf(ref.account, ref.region), ref).tags } };
  },
});
