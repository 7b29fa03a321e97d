import { GetFunctionUrlConfig$ } from '@aws-sdk/client-lambda';
import type { GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionWant } from '../function-wants.ts';
import { requireUrl, urlConfig, urlRef } from '../function-urls/url-config.ts';

export const getFunctionUrlConfig = defineOperation<GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse>({
  schema: GetFunctionUrlConfig$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunctionUrlConfig')];
  },
  handle(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    return urlConfig(ref, requireUrl(context.partitionOf(ref.account, ref.region), ref));
  },
});
