import { PutFunctionEventInvokeConfig$ } from '@aws-sdk/client-lambda';
import type { PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { eventInvokeMembers, writeConfig } from '../event-invoke-config.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';

export const putFunctionEventInvokeConfig = defineOperation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig>({
  schema: PutFunctionEventInvokeConfig$,
  accepts: eventInvokeMembers,
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'PutFunctionEventInvokeConfig')];
  },
  handle: (input, context) => writeConfig(functionRef(context, input.FunctionName, input.Qualifier), input, undefined, context),
});
