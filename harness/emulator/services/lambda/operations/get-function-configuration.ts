import { GetFunctionConfiguration$ } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration, GetFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationView } from '../configuration-view.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { resolveVersion } from '../resolve-version.ts';

export const getFunctionConfiguration = defineOperation<GetFunctionConfigurationRequest, FunctionConfiguration>({
  schema: GetFunctionConfiguration$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunctionConfiguration')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return configurationView(ref, resolveVersion(context.partitionOf(ref.account, ref.region), ref).version);
  },
});
