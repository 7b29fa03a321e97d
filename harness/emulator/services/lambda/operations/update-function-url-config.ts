import { UpdateFunctionUrlConfig$ } from '@aws-sdk/client-lambda';
import type { UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionWant } from '../function-wants.ts';
import { checkInvokeMode, checkedAuthType, corsFrom, requireUrl, urlConfig, urlKey, urlRef } from '../function-urls/url-config.ts';
import { lambdaTables } from '../state.ts';

export const updateFunctionUrlConfig = defineOperation<UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse>({
  schema: UpdateFunctionUrlConfig$,
  accepts: ['FunctionName', 'Qualifier', 'AuthType', 'Cors', 'InvokeMode'],
  authorise(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    const keys = input.AuthType === undefined ? {} : { 'lambda:FunctionUrlAuthType': input.AuthType };
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'UpdateFunctionUrlConfig', keys)];
  },
  handle(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    checkInvokeMode(input.InvokeMode);
    const before = requireUrl(partition, ref);
    const row = {
      ...before,
      authType: input.AuthType === undefined ? before.authType : checkedAuthType(input.AuthType),
      ...(input.Cors === undefined ? {} : { cors: corsFrom(input.Cors) }),
      modifiedAt: context.now().toISOString(),
    };
    lambdaTables(partition).urls.put(urlKey(ref), row);
    return urlConfig(ref, row);
  },
});
