import { GetFunctionCodeSigningConfig$ } from '@aws-sdk/client-lambda';
import type { GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';

/** No function here has a code signing configuration, which AWS says by leaving both members out. Terraform asks after each change. */
export const getFunctionCodeSigningConfig = defineOperation<GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse>({
  schema: GetFunctionCodeSigningConfig$,
  accepts: ['FunctionName'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunctionCodeSigningConfig')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    requireFunction(context.partitionOf(ref.account, ref.region), ref);
    return { CodeSigningConfigArn: undefined, FunctionName: undefined };
  },
});
