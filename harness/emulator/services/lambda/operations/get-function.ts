import { GetFunction$ } from '@aws-sdk/client-lambda';
import type { GetFunctionRequest, GetFunctionResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationView } from '../configuration-view.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { resolveVersion } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';

export const getFunction = defineOperation<GetFunctionRequest, GetFunctionResponse>({
  schema: GetFunction$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetFunction')];
  },
  async handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const { fn, version } = resolveVersion(context.partitionOf(ref.account, ref.region), ref);
    const location = await runningLambda(context).downloads.urlOf(version.codeSha256);
    return {
      Configuration: configurationView(ref, version),
      Code: { RepositoryType: 'S3', Location: location },
      ...(Object.keys(fn.tags).length === 0 ? {} : { Tags: { ...fn.tags } }),
      ...(fn.reservedConcurrency === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
    };
  },
});
