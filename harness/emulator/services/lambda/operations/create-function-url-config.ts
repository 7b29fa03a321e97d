import { CreateFunctionUrlConfig$ } from '@aws-sdk/client-lambda';
import type { CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceConflict } from '../errors.ts';
import { functionArn } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { checkInvokeMode, checkedAuthType, corsFrom, urlConfig, urlKey, urlRef } from '../function-urls/url-config.ts';
import { resolveVersion } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables } from '../state.ts';
import type { FunctionUrlRow } from '../state.ts';

export const createFunctionUrlConfig = defineOperation<CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse>({
  schema: CreateFunctionUrlConfig$,
  accepts: ['FunctionName', 'Qualifier', 'AuthType', 'Cors', 'InvokeMode'],
  authorise(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    const keys = { 'lambda:FunctionUrlAuthType': input.AuthType ?? '' };
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'CreateFunctionUrlConfig', keys)];
  },
  async handle(input, context) {
    const ref = urlRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    resolveVersion(partition, ref);
    checkInvokeMode(input.InvokeMode);
    const authType = checkedAuthType(input.AuthType);
    const key = urlKey(ref);
    const { urls } = lambdaTables(partition);
    const refuseExisting = (): void => {
      if (urls.get(key) === undefined) return;
      throw resourceConflict(
        `Failed to create function url config for [functionArn = ${functionArn(ref)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      );
    };
    refuseExisting();
    const running = runningLambda(context);
    const urlId = context.randomHex(16);
    const port = await running.urls.open(partition, key, urlId);
    try {
      refuseExisting();
      const now = context.now().toISOString();
      const row: FunctionUrlRow = {
        functionName: ref.name,
        alias: ref.qualifier ?? '',
        urlId,
        port,
        authType,
        ...(input.Cors === undefined ? {} : { cors: corsFrom(input.Cors) }),
        createdAt: now,
        modifiedAt: now,
      };
      urls.put(key, row);
      return urlConfig(ref, row);
    } catch (error) {
      await running.urls.close(urlId);
      throw error;
    }
  },
});
