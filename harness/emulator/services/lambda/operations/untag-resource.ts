import { UntagResource$ } from '@aws-sdk/client-lambda';
import type { UntagResourceRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const untagResource = defineOperation<UntagResourceRequest, Record<string, never>>({
  schema: UntagResource$,
  accepts: ['Resource', 'TagKeys'],
  authorise(input, context) {
    const ref = functionRef(context, input.Resource);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'UntagResource', { 'aws:TagKeys': input.TagKeys ?? [] })];
  },
  handle(input, context) {
    const ref = functionRef(context, input.Resource);
    const partition = context.partitionOf(ref.account, ref.region);
    const fn = requireFunction(partition, ref);
    const tags = Object.fromEntries(Object.entries(fn.tags).filter(([name]) => input.TagKeys?.includes(name) !== true));
    lambdaTables(partition).functions.put(ref.name, { ...fn, tags });
    return {};
  },
});
