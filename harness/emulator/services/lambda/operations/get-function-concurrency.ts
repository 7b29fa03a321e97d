import { GetFunctionConcurrency$ } from '@aws-sdk/client-lambda';
import type { GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';

export const getFunctionConcurrency = defineOperation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse>({
  schema: GetFunctionConcurrency$,
  accepts: ['FunctionName'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunctionConcurrency')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const { reservedConcurrency } = requireFunction(context.partitionOf(ref.account, ref.region), ref);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
});
