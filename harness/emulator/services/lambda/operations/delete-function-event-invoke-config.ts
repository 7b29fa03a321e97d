import { DeleteFunctionEventInvokeConfig$ } from '@aws-sdk/client-lambda';
import type { DeleteFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configKey, requireConfig } from '../event-invoke-config.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { lambdaTables } from '../state.ts';
export const deleteFunctionEventInvokeConfig = defineOperation<DeleteFunctionEventInvokeConfigRequest, object>({
  schema: DeleteFunctionEventInvokeConfig$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'DeleteFunctionEventInvokeConfig')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    requireConfig(partition, ref);
    lambdaTables(partition).eventInvokeConfigs.delete(configKey(ref));
    return {};
  },
});
