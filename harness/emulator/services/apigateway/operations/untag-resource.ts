import { UntagResource$ } from '@aws-sdk/client-apigatewayv2';
import type { UntagResourceRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTagged } from '../tagged.ts';

export const untagResource = defineOperation<UntagResourceRequest, object>({
  schema: UntagResource$,
  accepts: ['ResourceArn', 'TagKeys'],
  authorise: (input) => [{ action: 'apigateway:DELETE', resource: input.ResourceArn ?? '' }],
  handle(input, context) {
    const tagged = findTagged(context, input.ResourceArn);
    const removed = input.TagKeys ?? [];
    tagged.write(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !removed.includes(key))));
    return {};
  },
});
