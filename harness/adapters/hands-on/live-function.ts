import {
  GetFunctionConfigurationCommand,
  PutFunctionConcurrencyCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { reproducibleZip } from '../build/reproducible-zip.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';

/** The longest that Lambda lets a function run: nobody steps through code in three seconds. */
const longestSeconds = 900;

/**
 * Readies a function for code that comes and goes: traffic goes to $LATEST, stack traces follow source maps, and with `inspectPort` a
 * debugger can attach. Then one process at a time has the port, so the function runs once at a time.
 */
export async function openForReload({ clients, physicalId, alias }: StackFunction, inspectPort: number | null): Promise<void> {
  const { lambda } = clients;
  const { Environment: environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: physicalId }));
  const flags = ['--enable-source-maps', ...(inspectPort === null ? [] : [`--inspect=127.0.0.1:${inspectPort}`])];
  const variables = environment?.Variables ?? {};
  const own = (variables['NODE_OPTIONS'] ?? '').split(' ').filter((flag) => flag !== '' && !/^--(inspect|enable-source-maps)/.test(flag));
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: physicalId,
      Environment: { Variables: { ...variables, NODE_OPTIONS: [...own, ...flags].join(' ') } },
      ...(inspectPort === null ? {} : { Timeout: longestSeconds }),
    }),
  );
  if (inspectPort !== null)
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: physicalId, ReservedConcurrentExecutions: 1 }));
  if (alias !== '$LATEST')
    await lambda.send(
      new UpdateAliasCommand({
        FunctionName: physicalId,
        Name: alias,
        FunctionVersion: '$LATEST',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
}

/** Its next invocation runs this code: Lambda ends what is idle of the former. */
export async function reloadFunction({ clients, physicalId }: StackFunction, code: Uint8Array): Promise<void> {
  const zip = reproducibleZip({ 'index.mjs': code });
  await clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: physicalId, ZipFile: zip }));
}
