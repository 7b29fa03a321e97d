import { PutFunctionConcurrency$ } from '@aws-sdk/client-lambda';
import type { Concurrency, PutFunctionConcurrencyRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraintBroken } from '../errors.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const putFunctionConcurrency = defineOperation<PutFunctionConcurrencyRequest, Concurrency>({
  schema: PutFunctionConcurrency$,
  accepts: ['FunctionName', 'ReservedConcurrentExecutions'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'PutFunctionConcurrency')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    const { ReservedConcurrentExecutions: reserved = 0 } = input;
    if (reserved < 0) {
      throw constraintBroken(reserved, 'reservedConcurrentExecutions', 'Member must have value greater than or equal to 0');
    }
    lambdaTables(partition).functions.put(ref.name, { ...requireFunction(partition, ref), reservedConcurrency: reserved });
    return { ReservedConcurrentExecutions: reserved };
  },
});
