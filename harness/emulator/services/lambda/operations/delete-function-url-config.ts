import { DeleteFunctionUrlConfig$ } from '@aws-sdk/client-lambda';
import type { DeleteFunctionUrlConfigRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionWant } from '../function-wants.ts';
import { requireUrl, urlKey, urlRef } from '../function-urls/url-config.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables } from '../state.ts';

export const deleteFunctionUrlConfig = defineOperation<DeleteFunctionUrlConfigRequest, Record<string, never>>({
  schema: DeleteFunctionUrlConfig$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'DeleteFunctionUrlConfig')];
  },
  async handle(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    const { urlId } = requireUrl(partition, ref);
    lambdaTables(partition).urls.delete(urlKey(ref));
    await runningLambda(context).urls.close(urlId);
    return {};
  },
});
