import { TagResource$ } from '@aws-sdk/client-apigatewayv2';
import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';

export const tagResource = defineOperation<TagResourceRequest, TagResourceResponse>({
  schema: TagResource$,
  accepts: ['ResourceArn', 'Tags'],
  authorise: (input) => [{ action: 'apigateway:PUT', resource: input.ResourceArn ?? '' }],
  handle(input, context) {
    const tagged = findTagged(context, input.ResourceArn);
    tagged.write({ ...tagged.tags, ...input.Tags });
    return {};
  },
});
