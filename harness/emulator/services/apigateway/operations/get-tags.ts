import { GetTags$ } from '@aws-sdk/client-apigatewayv2';
import type { GetTagsRequest, GetTagsResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';

export const getTags = defineOperation<GetTagsRequest, GetTagsResponse>({
  schema: GetTags$,
  accepts: ['ResourceArn'],
  authorise: (input) => [{ action: 'apigateway:GET', resource: input.ResourceArn ?? '' }],
  handle(input, context) {
    return { Tags: { ...findTagged(context, input.ResourceArn).tags } };
  },
});
