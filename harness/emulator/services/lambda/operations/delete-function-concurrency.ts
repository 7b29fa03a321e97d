import { DeleteFunctionConcurrency$ } from '@aws-sdk/client-lambda';
import type { DeleteFunctionConcurrencyRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const deleteFunctionConcurrency = defineOperation<DeleteFunctionConcurrencyRequest, Record<string, never>>({
  schema: DeleteFunctionConcurrency$,
  accepts: ['FunctionName'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'DeleteFunctionConcurrency')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    const { reservedConcurrency: _gone, ...fn } = requireFunction(partition, ref);
    lambdaTables(partition).functions.put(ref.name, fn);
    return {};
  },
});
