import { GetAccountSettings$ } from '@aws-sdk/client-lambda';
import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { runningLambda } from '../running-lambda.ts';
import { maxUnzippedBytes } from '../runtime/unpack-code.ts';
import { lambdaTables } from '../state.ts';

/** The limit of concurrency is the machine's: all accounts share it. */
export const getAccountSettings = defineOperation<GetAccountSettingsRequest, GetAccountSettingsResponse>({
  schema: GetAccountSettings$,
  accepts: [],
  authorise: () => [{ action: 'lambda:GetAccountSettings', resource: '*' }],
  handle(_input, context) {
    const tables = lambdaTables(context.state);
    const reserved = [...tables.functions.scan()].reduce((sum, [, fn]) => sum + (fn.reservedConcurrency ?? 0), 0);
    const most = runningLambda(context).host.maxConcurrentFunctions;
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: maxUnzippedBytes,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: most,
        UnreservedConcurrentExecutions: Math.max(0, most - reserved),
      },
      AccountUsage: {
        TotalCodeSize: [...tables.versions.scan()].reduce((sum, [, version]) => sum + version.codeBytes, 0),
        FunctionCount: [...tables.functions.scan()].length,
      },
    };
  },
});
