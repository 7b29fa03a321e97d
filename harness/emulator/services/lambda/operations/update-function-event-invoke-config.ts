import { UpdateFunctionEventInvokeConfig$ } from '@aws-sdk/client-lambda';
import type { UpdateFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { eventInvokeMembers, requireConfig, writeConfig } from '../event-invoke-config.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';

export const updateFunctionEventInvokeConfig = defineOperation<UpdateFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig>({
  schema: UpdateFunctionEventInvokeConfig$,
  accepts: eventInvokeMembers,
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'UpdateFunctionEventInvokeConfig')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const before = requireConfig(context.partitionOf(ref.account, ref.region), ref);
    return writeConfig(ref, input, before, context);
  },
});
