import { GetFunctionEventInvokeConfig$ } from '@aws-sdk/client-lambda';
import type { GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configView, requireConfig } from '../event-invoke-config.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { resolveVersion } from '../resolve-version.ts';
export const getFunctionEventInvokeConfig = defineOperation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig>({
  schema: GetFunctionEventInvokeConfig$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunctionEventInvokeConfig')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    resolveVersion(partition, ref);
    return configView(ref, requireConfig(partition, ref));
  },
});
