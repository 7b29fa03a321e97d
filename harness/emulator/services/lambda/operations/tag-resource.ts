import { TagResource$ } from '@aws-sdk/client-lambda';
import type { TagResourceRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef } from '../function-ref.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';
import { tagWant } from '../tag-wants.ts';

export const tagResource = defineOperation<TagResourceRequest, Record<string, never>>({
  schema: TagResource$,
  accepts: ['Resource', 'Tags'],
  authorise: (input, context) => [tagWant(functionRef(context, input.Resource), 'TagResource', input.Tags ?? {})],
  handle(input, context) {
    const ref = functionRef(context, input.Resource);
    const partition = context.partitionOf(ref.account, ref.region);
    const fn = requireFunction(partition, ref);
    lambdaTables(partition).functions.put(ref.name, { ...fn, tags: { ...fn.tags, ...input.Tags } });
    return {};
  },
});
